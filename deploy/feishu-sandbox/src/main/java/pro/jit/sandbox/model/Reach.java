package pro.jit.sandbox.model;

import java.util.Set;

/** A range worked out on the company as it is now. */
public final class Reach {
    private final Company company;
    private final boolean everyone;
    private final Set<String> people;
    private final Set<String> departments;

    private Reach(Company company, boolean everyone, Set<String> people, Set<String> departments) {
        this.company = company;
        this.everyone = everyone;
        this.people = people;
        this.departments = departments;
    }

    /** All members: what a range of everyone, or a user's own view, comes to. */
    public static Reach everyone(Company company) {
        return new Reach(company, true, Set.of(), Set.of());
    }

    /** Whom the app is available to. */
    public static Reach ofAvailability(FeishuApp app) {
        return of(app.company(), app.availability());
    }

    /** Whose contact data the app may read with its own token. */
    public static Reach ofContacts(FeishuApp app) {
        return of(app.company(), app.contactsInForce());
    }

    private static Reach of(Company company, Range range) {
        return switch (range) {
            case Range.Everyone all -> everyone(company);
            case Range.Selected some -> new Reach(company, false, some.people(), some.departmentsOf(company));
            case Range.SameAsAvailability same ->
                throw new IllegalArgumentException("Availability itself cannot be the same as availability");
        };
    }

    /** Whether this is all members: only then may the root department be asked about. */
    public boolean isEveryone() {
        return everyone;
    }

    /** Whether this person is inside, themselves or through a department of theirs. */
    public boolean includes(Person person) {
        return everyone
                || people.contains(person.key())
                || (person.status().inDepartments()
                        && person.departments().stream().anyMatch(id -> company.isWithin(id, departments)));
    }

    /** Whether this department is inside, itself or through one above it. */
    public boolean includes(Department department) {
        return everyone || company.isWithin(department.id(), departments);
    }
}
