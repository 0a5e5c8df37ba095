package pro.jit.sandbox.model;

import java.util.Set;

/** A part of the company: whom an app is available to, or whose contact data it may read. */
public sealed interface Range {
    /** All members. */
    record Everyone() implements Range {}

    /**
     * Selected people (by key) and departments (by custom id, with all below them).
     */
    record Selected(Set<String> people, Set<String> departments) implements Range {
        public Selected {
            people = Set.copyOf(people);
            departments = Set.copyOf(departments);
        }
    }

    /** For the data range only: the same as the app's availability, which is what a new app starts with. */
    record SameAsAvailability() implements Range {}
}
