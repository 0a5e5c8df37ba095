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
     * @param departments by either id; only an open_department_id never comes to stand for a later department
     */
    record Selected(Set<String> people, Set<String> departments) implements Range {
        public Selected {
            people = Set.copyOf(people);
            departments = Set.copyOf(departments);
        }

        /** Whether this very department is selected, and not only one above it. */
        public boolean names(Department department) {
            return departments.contains(department.openId()) || departments.contains(department.id());
        }

        /** The custom ids of the selected departments that are there. */
        public Set<String> departmentsOf(Company company) {
            return departments.stream()
                    .flatMap(id -> company.findDepartment(id).stream())
                    .map(Department::id)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** For the data range only: the same as the app's availability, which is what a new app starts with. */
    record SameAsAvailability() implements Range {}
}
