package pro.jit.sandbox.control;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.gateway.Trigger;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.PersonChange;

/**
 * A change of the company that happens at a call. As at Feishu, only a department that has nobody and nothing in it can be closed.
 *
 * @param change a {@link Kind} in lower case
 * @param person whom it is about, by any id but an open_id
 * @param department which department it is about, by either id
 * @param departments where the person moves to, by custom ids
 * @param to where the people directly in the department, or the department itself, move to, by custom id
 */
record PlannedChange(
        @Nullable String change,
        @Nullable String person,
        @Nullable String department,
        @Nullable List<String> departments,
        @Nullable String to) {

    /** What can be planned. */
    enum Kind {
        MOVE_PERSON,
        FREEZE_PERSON,
        RESIGN_PERSON,
        ERASE_PERSON,
        /** Moves everybody directly in a department to another one. */
        EMPTY_DEPARTMENT,
        MOVE_DEPARTMENT,
        CLOSE_DEPARTMENT
    }

    /** The change, and how it is made in the company that it is planned for. */
    record InCompany(PlannedChange said, Runnable act) implements Trigger.Change {
        @Override
        public void happen() {
            act.run();
        }
    }

    /** Refuses what lacks something. Whether it is possible shows only when it happens. */
    InCompany in(Company company) {
        return new InCompany(
                this,
                switch (kind()) {
                    case MOVE_PERSON -> move(company, requiredPerson(), required(departments, "departments"));
                    case FREEZE_PERSON -> act(requiredPerson(), company::freeze);
                    case RESIGN_PERSON -> act(requiredPerson(), company::resign);
                    case ERASE_PERSON -> act(requiredPerson(), company::erase);
                    case EMPTY_DEPARTMENT -> empty(company, requiredDepartment(), required(to, "to"));
                    case MOVE_DEPARTMENT -> moveDepartment(company, requiredDepartment(), required(to, "to"));
                    case CLOSE_DEPARTMENT -> act(requiredDepartment(), company::close);
                });
    }

    private interface About {
        void happen(String id);
    }

    private static Runnable act(String id, About change) {
        return () -> change.happen(id);
    }

    private static Runnable move(Company company, String person, List<String> departments) {
        return () -> company.move(person, departments.toArray(String[]::new));
    }

    private static Runnable moveDepartment(Company company, String department, String parent) {
        return () -> company.moveDepartment(department, parent);
    }

    private static Runnable empty(Company company, String department, String to) {
        return () -> {
            var from = company.department(department).id();
            for (Person inside : company.peopleIn(from)) {
                var elsewhere = new LinkedHashSet<String>();
                inside.departments().forEach(id -> elsewhere.add(id.equals(from) ? to : id));
                company.change(inside.key(), PersonChange.none().in(List.copyOf(elsewhere)));
            }
        };
    }

    private Kind kind() {
        var name = required(change, "change");
        try {
            return Kind.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + name + "' is none of " + List.of(Kind.values()), e);
        }
    }

    private String requiredPerson() {
        return required(person, "person");
    }

    private String requiredDepartment() {
        return required(department, "department");
    }

    private static <T> T required(@Nullable T value, String field) {
        return Optional.ofNullable(value).orElseThrow(() -> new IllegalArgumentException(field + " is missing"));
    }
}
