package pro.jit.sandbox.contact;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.gateway.Caller;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Scopes;

/** In which ids a caller speaks of people and departments; every id in the reply follows. */
public record IdTypes(String user, String department, String appId) {
    private static final Set<String> USER = Set.of("open_id", "union_id", "user_id");
    private static final Set<String> DEPARTMENT = Set.of("open_department_id", "department_id");

    /** Reads both parameters; {@code user_id} without its scope is refused outright. */
    public static IdTypes of(ApiCall call) {
        return of(call, "open_department_id");
    }

    /** The same for an operation with another default type of department ids. */
    public static IdTypes of(ApiCall call, String departmentDefault) {
        var user = choice(call, "user_id_type", USER, "open_id");
        var department = choice(call, "department_id_type", DEPARTMENT, departmentDefault);
        Caller caller = call.caller();
        if (user.equals("user_id")) {
            caller.require(Set.of(Scopes.USER_ID), "field_scope_required");
        }
        return new IdTypes(user, department, caller.app().appId());
    }

    private static String choice(ApiCall call, String name, Set<String> allowed, String otherwise) {
        var value = call.query(name).filter(text -> !text.isEmpty()).orElse(otherwise);
        if (!allowed.contains(value)) {
            throw ApiFailure.field(name, value, name + " is not one of " + String.join(", ", allowed));
        }
        return value;
    }

    /** The id of this person. */
    public String idOf(Person person) {
        return switch (user) {
            case "union_id" -> person.unionId();
            case "user_id" -> person.userId();
            default -> person.openId(appId);
        };
    }

    /** The id of this department. */
    public String idOf(Department department) {
        return this.department.equals("department_id") ? department.id() : department.openId();
    }

    /** The id of the person with this key; empty text for nobody. */
    String personId(Company company, @Nullable String key) {
        return Optional.ofNullable(key)
                .flatMap(company::findPerson)
                .map(this::idOf)
                .orElse("");
    }

    /** The id of the department with this custom id; the root is {@code 0} in either type. */
    String departmentId(Company company, String id) {
        return id.equals(Ids.ROOT)
                ? id
                : company.findDepartment(id).map(this::idOf).orElse("");
    }

    /** The person with this id. */
    public Optional<Person> person(Company company, String id) {
        return switch (user) {
            case "union_id" -> company.findByUnionId(id);
            case "user_id" -> company.findByUserId(id);
            default -> company.findByOpenId(appId, id);
        };
    }

    /** The department with this id; the root is none. */
    public Optional<Department> department(Company company, String id) {
        return company.findDepartment(id).filter(found -> idOf(found).equals(id));
    }
}
