package pro.jit.sandbox.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Finds people and departments without looking at all of them, however large the company. The company's lock guards it. */
final class CompanyIndex {
    private final Map<String, Person> byKey = new HashMap<>();
    private final Map<String, Person> byUserId = new HashMap<>();
    private final Map<String, Person> byUnionId = new HashMap<>();
    /** By app: keys of people by open_id. An app is here once it was asked about. */
    private final Map<String, Map<String, String>> byOpenId = new HashMap<>();

    private final Map<String, NavigableMap<Integer, Person>> peopleIn = new HashMap<>();
    private final Map<String, Department> byId = new HashMap<>();
    private final Map<String, Department> byOpenDepartmentId = new HashMap<>();
    private final Map<String, NavigableMap<Integer, Department>> childrenOf = new HashMap<>();
    private final Headcounts headcounts = new Headcounts(this::parentOf);

    void clear() {
        byKey.clear();
        byUserId.clear();
        byUnionId.clear();
        byOpenId.clear();
        peopleIn.clear();
        byId.clear();
        byOpenDepartmentId.clear();
        childrenOf.clear();
        headcounts.reorganized();
    }

    void add(Person person) {
        byKey.put(person.key(), person);
        byUserId.put(person.userId(), person);
        byUnionId.put(person.unionId(), person);
        byOpenId.forEach((appId, keys) -> keys.put(person.openId(appId), person.key()));
        if (person.status().inDepartments()) {
            person.departments().forEach(id -> peopleIn.computeIfAbsent(id, any -> new TreeMap<>())
                    .put(person.number(), person));
        }
        headcounts.joined(person);
    }

    void remove(Person person) {
        byKey.remove(person.key());
        byUserId.remove(person.userId());
        byUnionId.remove(person.unionId());
        byOpenId.forEach((appId, keys) -> keys.remove(person.openId(appId)));
        person.departments().forEach(id -> peopleIn(id).remove(person.number()));
        headcounts.left(person);
    }

    void add(Department department) {
        byId.put(department.id(), department);
        byOpenDepartmentId.put(department.openId(), department);
        childrenOf.computeIfAbsent(department.parent(), any -> new TreeMap<>()).put(department.number(), department);
    }

    void remove(Department department) {
        byId.remove(department.id());
        byOpenDepartmentId.remove(department.openId());
        childrenOf(department.parent()).remove(department.number());
    }

    /** A department hangs elsewhere than before. */
    void reorganized() {
        headcounts.reorganized();
    }

    Optional<Person> byKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Optional<Person> byUserId(String userId) {
        return Optional.ofNullable(byUserId.get(userId));
    }

    Optional<Person> byUnionId(String unionId) {
        return Optional.ofNullable(byUnionId.get(unionId));
    }

    Optional<Person> byOpenId(String appId, String openId) {
        var keys = byOpenId.computeIfAbsent(appId, this::openIds);
        return Optional.ofNullable(keys.get(openId)).flatMap(this::byKey);
    }

    private Map<String, String> openIds(String appId) {
        var keys = new HashMap<String, String>();
        byKey.values().forEach(person -> keys.put(person.openId(appId), person.key()));
        return keys;
    }

    Optional<Department> department(String eitherId) {
        return Optional.ofNullable(byId.get(eitherId)).or(() -> Optional.ofNullable(byOpenDepartmentId.get(eitherId)));
    }

    /** Those directly in a department, by number. */
    NavigableMap<Integer, Person> peopleIn(String departmentId) {
        return peopleIn.getOrDefault(departmentId, new TreeMap<>());
    }

    /** Those directly below a department, by number. */
    NavigableMap<Integer, Department> childrenOf(String departmentId) {
        return childrenOf.getOrDefault(departmentId, new TreeMap<>());
    }

    Headcount headcount(String departmentId, Collection<Person> everybody) {
        return headcounts.of(departmentId, everybody);
    }

    private String parentOf(String departmentId) {
        var department = byId.get(departmentId);
        return department == null ? Ids.ROOT : department.parent();
    }

    /** The first {@code limit} values beyond this number. */
    static <T> List<T> after(NavigableMap<Integer, T> all, int number, int limit) {
        var found = new ArrayList<T>(Math.min(limit, all.size()));
        for (var one : all.tailMap(number, false).values()) {
            if (found.size() == limit) {
                break;
            }
            found.add(one);
        }
        return found;
    }
}
