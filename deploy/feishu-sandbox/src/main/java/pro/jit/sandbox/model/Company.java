package pro.jit.sandbox.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A company that uses the platform. Whatever is changed here is what Feishu says from then on. */
public final class Company {
    private static final Pattern DEPARTMENT_ID = Pattern.compile("^(?!od-)[a-zA-Z0-9][a-zA-Z0-9_\\-@.]{0,63}$");

    private static final Pattern PERSON_KEY = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_\\-@.]{0,99}");

    private final TreeMap<Integer, Person> people = new TreeMap<>();
    private final TreeMap<Integer, Department> departments = new TreeMap<>();
    private final CompanyIndex index = new CompanyIndex();
    private String name;
    private String tenantKey;
    private int lastPerson;
    private int lastDepartment;
    private Consumer<CompanyChange> whenChanged = change -> {};

    /** A company without anybody in it. */
    public Company(String name, String tenantKey) {
        this.name = name;
        this.tenantKey = tenantKey;
    }

    public synchronized String name() {
        return name;
    }

    /** 16 hex digits, unique on the platform. */
    public synchronized String tenantKey() {
        return tenantKey;
    }

    /** Gives the company another name or key; only a test does that. */
    public synchronized void rename(@Nullable String newName, @Nullable String newTenantKey) {
        name = newName == null ? name : newName;
        tenantKey = newTenantKey == null ? tenantKey : newTenantKey;
    }

    /** Everybody ever hired and not erased, resigned people too, in the order of their numbers. */
    public synchronized List<Person> people() {
        return List.copyOf(people.values());
    }

    /** Everybody directly in this department; {@code 0} is the company itself. */
    public synchronized List<Person> peopleIn(String departmentId) {
        return List.copyOf(index.peopleIn(departmentId).values());
    }

    /** The first so many people directly in this department whose number is beyond {@code number}. */
    public synchronized List<Person> peopleIn(String departmentId, int number, int limit) {
        return CompanyIndex.after(index.peopleIn(departmentId), number, limit);
    }

    /** The first so many people of all whose number is beyond {@code number}. */
    public synchronized List<Person> people(int number, int limit) {
        return CompanyIndex.after(people, number, limit);
    }

    /** How many people are in this department and below it; {@code 0} is the company itself. */
    public synchronized Headcount headcount(String departmentId) {
        return index.headcount(departmentId, people.values());
    }

    /** A person by their key, {@code user_id}, {@code union_id}. */
    public synchronized Optional<Person> findPerson(String id) {
        return index.byKey(id).or(() -> index.byUserId(id)).or(() -> index.byUnionId(id));
    }

    /** A person by their {@code user_id} alone. */
    public synchronized Optional<Person> findByUserId(String userId) {
        return index.byUserId(userId);
    }

    /** A person by their {@code union_id} alone. */
    public synchronized Optional<Person> findByUnionId(String unionId) {
        return index.byUnionId(unionId);
    }

    /** Whether this is somebody of this company, and not of another. */
    public boolean knows(Person person) {
        return findByUnionId(person.unionId()).isPresent();
    }

    /** A person by any of their ids; {@link UnknownInCompany} if there is none. */
    public Person person(String id) {
        return findPerson(id).orElseThrow(() -> new UnknownInCompany("There is no person '" + id + "'"));
    }

    /** A person by their id in one app. */
    public synchronized Optional<Person> findByOpenId(String appId, String openId) {
        return index.byOpenId(appId, openId);
    }

    /** Adds a person who can use Feishu at once, with made-up values for what the change leaves out. */
    public Person hire(PersonChange wishes) {
        return hire(null, wishes);
    }

    /** Adds a person under the sandbox's name {@code key}, which must be free; null takes the next number. */
    public synchronized Person hire(@Nullable String key, PersonChange wishes) {
        var number = lastPerson + 1;
        var ownKey = key == null ? "person-" + number : key;
        if (!PERSON_KEY.matcher(ownKey).matches()) {
            throw new IllegalArgumentException("key '" + ownKey
                    + "' is not 1 to 100 letters, digits, '_', '-', '@' and '.', beginning with one of the first two");
        }
        if (findPerson(ownKey).isPresent()) {
            throw new IllegalArgumentException("There is a person '" + ownKey + "' already");
        }
        var person = new Person(
                        number,
                        ownKey,
                        Ids.userId(ownKey),
                        Ids.unionId(tenantKey, ownKey),
                        "新同事 " + number,
                        "Newcomer " + number,
                        "",
                        ownKey + "@mail.example",
                        ownKey + "@xingqiao.example",
                        "+86139%08d".formatted(number),
                        "E%04d".formatted(number),
                        "",
                        0,
                        "上海",
                        1_700_000_000L + number * 86_400L,
                        null,
                        List.of(Ids.ROOT),
                        PersonStatus.ACTIVE)
                .with(wishes);
        person.departments().forEach(this::requireDepartment);
        requireOwnUserId(person);
        lastPerson = number;
        keep(person);
        whenChanged.accept(new CompanyChange.PersonHired(person));
        return person;
    }

    /** Changes what the change names. */
    public synchronized Person change(String personId, PersonChange change) {
        var before = person(personId);
        var changed = before.with(change);
        changed.departments().forEach(this::requireDepartment);
        requireOwnUserId(changed);
        keep(changed);
        whenChanged.accept(new CompanyChange.PersonChanged(before, changed));
        return changed;
    }

    /** Puts a person into these departments and no others, the first being the primary one. */
    public Person move(String personId, String... departmentIds) {
        return change(personId, PersonChange.none().in(List.of(departmentIds)));
    }

    /** Suspends a person. */
    public Person freeze(String personId) {
        return change(personId, PersonChange.none().being(PersonStatus.FROZEN));
    }

    /** Ends a suspension; also brings a resigned person back. */
    public Person unfreeze(String personId) {
        return change(personId, PersonChange.none().being(PersonStatus.ACTIVE));
    }

    /** A person leaves; they stand in no department any more. */
    public Person resign(String personId) {
        return change(personId, PersonChange.none().being(PersonStatus.RESIGNED));
    }

    /** Removes a person without a trace, as when an administrator erases them after they resigned. */
    public synchronized void erase(String personId) {
        var person = person(personId);
        people.remove(person.number());
        index.remove(person);
        whenChanged.accept(new CompanyChange.PersonErased(person));
    }

    /** Every department, in the order of their numbers; the root is not among them. */
    public synchronized List<Department> departments() {
        return List.copyOf(departments.values());
    }

    /** A department by either of its ids. */
    public synchronized Optional<Department> findDepartment(String id) {
        return index.department(id);
    }

    /** A department by either of its ids; {@link UnknownInCompany} if there is none. */
    public Department department(String id) {
        return findDepartment(id).orElseThrow(() -> new UnknownInCompany("There is no department '" + id + "'"));
    }

    /** Opens a department under another; {@code 0} is the company itself. */
    public synchronized Department open(String id, String name, String enName, String parent) {
        if (id.equals(Ids.ROOT)
                || !DEPARTMENT_ID.matcher(id).matches()
                || findDepartment(id).isPresent()) {
            throw new IllegalArgumentException("department_id '" + id + "' is no free department id");
        }
        requireDepartment(parent);
        var number = ++lastDepartment;
        var department = new Department(
                number,
                id,
                Ids.openDepartmentId(tenantKey, number, id),
                name,
                enName,
                parent,
                null,
                List.of(),
                number * 1000);
        return keep(department);
    }

    /**
     * Changes a department all at once, or not at all; null leaves a thing as it is.
     *
     * @param leader by any id of theirs but an open_id
     */
    public synchronized Department changeDepartment(
            String id,
            @Nullable String newName,
            @Nullable String newEnName,
            @Nullable String newParent,
            @Nullable String leader) {
        var department = department(id);
        if (newParent != null) {
            requirePlace(department, newParent);
        }
        var leaderKey = leader == null ? null : person(leader).key();
        if (newName != null || newEnName != null) {
            department = renameDepartment(
                    id,
                    newName == null ? department.name() : newName,
                    newEnName == null ? department.enName() : newEnName);
        }
        if (newParent != null) {
            department = moveDepartment(id, newParent);
        }
        return leaderKey == null ? department : appoint(id, leaderKey);
    }

    /** Gives a department another name. */
    public synchronized Department renameDepartment(String id, String newName, String newEnName) {
        return keep(department(id).named(newName, newEnName));
    }

    /** Names the person who leads a department, or nobody. */
    public synchronized Department appoint(String id, @Nullable String personKey) {
        return keep(department(id).ledBy(personKey));
    }

    /** Hangs a department, with all below it, under another one. */
    public synchronized Department moveDepartment(String id, String newParent) {
        var department = department(id);
        requirePlace(department, newParent);
        index.reorganized();
        return keep(department.under(newParent));
    }

    private void requirePlace(Department department, String newParent) {
        requireDepartment(newParent);
        if (withDescendants(Set.of(department.id())).contains(newParent)) {
            throw new IllegalArgumentException("A department cannot be moved below itself");
        }
    }

    /** Closes a department that has nobody and nothing in it. */
    public synchronized void close(String id) {
        var department = department(id);
        var inUse = !index.peopleIn(department.id()).isEmpty()
                || !index.childrenOf(department.id()).isEmpty();
        if (inUse) {
            throw new IllegalArgumentException("Department '" + id + "' is not empty");
        }
        departments.remove(department.number());
        index.remove(department);
        whenChanged.accept(new CompanyChange.DepartmentClosed(department));
    }

    /** These departments and all below them. */
    public synchronized Set<String> withDescendants(Collection<String> ids) {
        var found = new LinkedHashSet<String>(ids);
        var waiting = new ArrayDeque<>(ids);
        while (!waiting.isEmpty()) {
            var parent = waiting.removeFirst();
            for (var department : index.childrenOf(parent).values()) {
                if (found.add(department.id())) {
                    waiting.add(department.id());
                }
            }
        }
        return found;
    }

    /** The first so many departments below this one, at any depth, whose number is beyond {@code number}. */
    public synchronized List<Department> below(String departmentId, int number, int limit) {
        if (departmentId.equals(Ids.ROOT)) {
            return CompanyIndex.after(departments, number, limit);
        }
        return withDescendants(Set.of(departmentId)).stream()
                .filter(id -> !id.equals(departmentId))
                .map(this::department)
                .filter(department -> department.number() > number)
                .sorted(Comparator.comparingInt(Department::number))
                .limit(limit)
                .toList();
    }

    /** The first so many departments directly below this one whose number is beyond {@code number}. */
    public synchronized List<Department> directlyBelow(String departmentId, int number, int limit) {
        return CompanyIndex.after(index.childrenOf(departmentId), number, limit);
    }

    /** Whether this department is one of those, or below one. */
    public synchronized boolean isWithin(String departmentId, Set<String> ids) {
        var id = departmentId;
        while (!ids.contains(id)) {
            var department = index.department(id);
            if (department.isEmpty()) {
                return false;
            }
            id = department.get().parent();
        }
        return true;
    }

    /** The departments above this one, the nearest first, without the root. */
    public synchronized List<Department> above(Department department) {
        var path = new ArrayList<Department>();
        var parent = findDepartment(department.parent());
        while (parent.isPresent()) {
            path.add(parent.get());
            parent = findDepartment(parent.get().parent());
        }
        return path;
    }

    /** Becomes as this other company is, and forgets everything it was. */
    public synchronized void becomeAs(Company other) {
        synchronized (other) {
            name = other.name;
            tenantKey = other.tenantKey;
            lastPerson = other.lastPerson;
            lastDepartment = other.lastDepartment;
            index.clear();
            people.clear();
            departments.clear();
            other.departments.values().forEach(this::keep);
            other.people.values().forEach(this::keep);
        }
    }

    /**
     * Names who is told of each change, in the order of the changes and while the company is locked: it must neither block nor wait
     * for another thread. Becoming another company is no change; nobody is told of it.
     */
    public synchronized void whenChanged(Consumer<CompanyChange> listener) {
        whenChanged = listener;
    }

    private Department keep(Department department) {
        var before = departments.put(department.number(), department);
        if (before != null) {
            index.remove(before);
        }
        index.add(department);
        whenChanged.accept(
                before == null
                        ? new CompanyChange.DepartmentOpened(department)
                        : new CompanyChange.DepartmentChanged(before, department));
        return department;
    }

    private Person keep(Person person) {
        var before = people.put(person.number(), person);
        if (before != null) {
            index.remove(before);
        }
        index.add(person);
        return person;
    }

    private void requireOwnUserId(Person person) {
        if (index.byUserId(person.userId())
                .filter(other -> other.number() != person.number())
                .isPresent()) {
            throw new IllegalArgumentException("There is a person with the user_id '" + person.userId() + "' already");
        }
    }

    private void requireDepartment(String id) {
        if (!id.equals(Ids.ROOT)
                && index.department(id)
                        .filter(department -> department.id().equals(id))
                        .isEmpty()) {
            throw new UnknownInCompany("There is no department '" + id + "'");
        }
    }
}
