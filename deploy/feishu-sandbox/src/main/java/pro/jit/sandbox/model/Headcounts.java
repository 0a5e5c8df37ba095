package pro.jit.sandbox.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Keeps the headcount of every department current as people come, go and move. The company's lock guards it. */
final class Headcounts {
    private final Map<String, Headcount> byDepartment = new HashMap<>();
    private final UnaryOperator<String> parentOf;
    private boolean stale;

    /** Asks {@code parentOf} for the department above one; the root is above the first level. */
    Headcounts(UnaryOperator<String> parentOf) {
        this.parentOf = parentOf;
    }

    void joined(Person person) {
        add(person, 1);
    }

    void left(Person person) {
        add(person, -1);
    }

    /** Departments hang elsewhere than before: everything is counted anew when somebody asks. */
    void reorganized() {
        stale = true;
    }

    Headcount of(String departmentId, Collection<Person> everybody) {
        if (stale) {
            byDepartment.clear();
            stale = false;
            everybody.forEach(this::joined);
        }
        return byDepartment.getOrDefault(departmentId, Headcount.NONE);
    }

    private void add(Person person, int one) {
        if (stale || !person.status().inDepartments()) {
            return;
        }
        var reached = new LinkedHashSet<String>();
        climb(person.departments().getFirst(), reached);
        var primary = reached.size();
        person.departments().forEach(id -> climb(id, reached));
        var place = 0;
        for (var id : reached) {
            byDepartment.put(id, byDepartment.getOrDefault(id, Headcount.NONE).plus(one, place++ < primary ? one : 0));
        }
    }

    private void climb(String departmentId, Set<String> reached) {
        var id = departmentId;
        while (reached.add(id) && !id.equals(Ids.ROOT)) {
            id = parentOf.apply(id);
        }
    }
}
