package pro.jit.sandbox.model;

/**
 * How large a generated company is. The same three numbers always give the same company.
 *
 * @param people 1 to 100 000
 * @param departments 0 to 5 000, the root not counted
 * @param seed companies of different seeds have nobody in common
 */
public record CompanySize(int people, int departments, long seed) {
    /** As many people as the sandbox can hold in half a gigabyte. */
    public static final int MOST_PEOPLE = 100_000;

    public static final int MOST_DEPARTMENTS = 5_000;

    private static final int USUAL_PEOPLE_PER_DEPARTMENT = 20;

    public CompanySize {
        require("people", people, 1, MOST_PEOPLE);
        require("departments", departments, 0, MOST_DEPARTMENTS);
    }

    /** So many people, in a department for every twenty of them. */
    public static CompanySize of(int people) {
        require("people", people, 1, MOST_PEOPLE);
        return new CompanySize(people, Math.ceilDiv(people, USUAL_PEOPLE_PER_DEPARTMENT), 1);
    }

    /** The same with this many departments. */
    public CompanySize in(int newDepartments) {
        return new CompanySize(people, newDepartments, seed);
    }

    /** Another company of this size. */
    public CompanySize seeded(long newSeed) {
        return new CompanySize(people, departments, newSeed);
    }

    private static void require(String what, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    "A generated company has from " + least + " to " + most + " " + what + ", not " + number);
        }
    }
}
