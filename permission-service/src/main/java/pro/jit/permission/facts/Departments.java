package pro.jit.permission.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.facts.AccessFacts.KnownDepartment;

/** The tree of one organization's departments. Immutable. */
final class Departments {
    private final Map<DepartmentId, Department> byId;

    /** What has been asked for once: people ask for the same few departments again and again. */
    private final Map<DepartmentId, List<KnownDepartment>> paths = new ConcurrentHashMap<>();

    /**
     * One department.
     *
     * @param parent null on the first level
     */
    record Department(DepartmentId departmentId, @Nullable DepartmentId parent, String name, boolean active) {}

    private Departments(Map<DepartmentId, Department> byId) {
        this.byId = Map.copyOf(byId);
    }

    static Departments of(Collection<Department> departments) {
        return new Departments(Map.of()).with(departments);
    }

    /** A copy with these in place of what had their ids. */
    Departments with(Collection<Department> changed) {
        var copy = new HashMap<>(byId);
        changed.forEach(department -> copy.put(department.departmentId(), department));
        return new Departments(copy);
    }

    @Nullable
    Department get(DepartmentId id) {
        return byId.get(id);
    }

    /** For each of these departments: it and those above it. A path ends below a department that is removed or not known, and before it closes a circle. */
    List<List<KnownDepartment>> paths(List<DepartmentId> direct) {
        if (direct.size() == 1) {
            var path = path(direct.getFirst());
            return path.isEmpty() ? List.of() : List.of(path);
        }
        return direct.stream().map(this::path).filter(path -> !path.isEmpty()).toList();
    }

    private List<KnownDepartment> path(DepartmentId start) {
        var known = paths.get(start);
        return known == null ? paths.computeIfAbsent(start, this::walk) : known;
    }

    private List<KnownDepartment> walk(DepartmentId start) {
        var path = new ArrayList<KnownDepartment>();
        Set<DepartmentId> seen = new HashSet<>();
        for (@Nullable DepartmentId id = start; id != null && seen.add(id); ) {
            var department = byId.get(id);
            if (department == null || !department.active()) {
                break;
            }
            path.add(new KnownDepartment(id, department.name()));
            id = department.parent();
        }
        return List.copyOf(path);
    }
}
