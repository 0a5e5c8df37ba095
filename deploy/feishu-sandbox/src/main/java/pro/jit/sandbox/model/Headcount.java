package pro.jit.sandbox.model;

/**
 * How many people a department has, those of the departments below it included. Nobody is counted twice.
 *
 * @param primary those among them whose first department is this one or one below it
 */
public record Headcount(int members, int primary) {
    static final Headcount NONE = new Headcount(0, 0);

    Headcount plus(int moreMembers, int morePrimary) {
        return new Headcount(members + moreMembers, primary + morePrimary);
    }
}
