package pro.jit.sandbox.model;

import java.util.Set;
import java.util.stream.Collectors;

/** A part of the company: whom an app is available to, or whose contact data it may read. */
public sealed interface Range {
    /** All members. */
    record Everyone() implements Range {}

    /**
     * Selected people and departments, the latter with all below them.
     *
     * @param people by key
     * @param departments by open_department_id, which never comes to stand for a later department as a custom id may
     */
    record Selected(Set<String> people, Set<String> departments) implements Range {
        public Selected {
            people = Set.copyOf(people);
            departments = Set.copyOf(departments);
            departments.stream().filter(id -> !id.startsWith("od-")).findFirst().ifPresent(id -> {
                throw new IllegalArgumentException("'" + id + "' is no open_department_id");
            });
        }

        /** Whether this very department is selected, and not only one above it. */
        public boolean names(Department department) {
            return departments.contains(department.openId());
        }

        /** The custom ids of the selected departments that are there. */
        public Set<String> departmentsOf(Company company) {
            return departments.stream()
                    .flatMap(id -> company.findDepartment(id).stream())
                    .map(Department::id)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Those who have these ids in a company, whichever of their ids it is; {@link UnknownInCompany} if one is nobody's. */
    static Selected some(Company company, Set<String> people, Set<String> departments) {
        return new Selected(
                people.stream().map(id -> company.person(id).key()).collect(Collectors.toSet()),
                departments.stream().map(id -> company.department(id).openId()).collect(Collectors.toSet()));
    }

    /** For the data range only: the same as the app's availability, which is what a new app starts with. */
    record SameAsAvailability() implements Range {}
}
