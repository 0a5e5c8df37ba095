package pro.jit.sandbox.contact;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.PersonStatus;
import pro.jit.sandbox.model.Scopes;

/** A person on the wire: fields whose scope is lacking are absent; e-mail, mobile and user_id come with their own scope only. */
final class UserJson {
    private static final Set<String> BASE = with(Scopes.USER_BASE);
    private static final Set<String> DEPARTMENT = with(Scopes.USER_DEPARTMENT);
    private static final Set<String> EMPLOYEE = with(Scopes.USER_EMPLOYEE);
    private static final Set<String> EMPLOYEE_NO = with(Scopes.USER_EMPLOYEE, Scopes.USER_EMPLOYEE_NUMBER);

    private final Avatars avatars;

    UserJson(Avatars avatars) {
        this.avatars = avatars;
    }

    /** As {@code users/:user_id} has it. */
    JsonObject of(ContactView view, Person person) {
        var caller = view.caller();
        var json = new JsonObject()
                .put("open_id", person.openId(caller.app().appId()))
                .put("union_id", person.unionId())
                .put("mobile_visible", true);
        if (caller.has(Scopes.USER_ID)) {
            json.put("user_id", person.userId());
        }
        if (caller.hasAny(BASE)) {
            base(person, json);
        }
        if (caller.has(Scopes.USER_EMAIL)) {
            json.put("email", person.email());
        }
        if (caller.has(Scopes.USER_PHONE)) {
            json.put("mobile", person.mobile());
        }
        if (caller.hasAny(Set.of(Scopes.USER_GENDER))) {
            json.put("gender", person.gender());
        }
        if (caller.hasAny(DEPARTMENT)) {
            departments(view, person, json);
        }
        if (caller.hasAny(EMPLOYEE)) {
            employment(person, json);
        }
        if (caller.hasAny(EMPLOYEE_NO)) {
            json.put("employee_no", person.employeeNo());
        }
        return json;
    }

    /** As lists and batches have it, with {@code is_frozen} at the top too. */
    JsonObject inList(ContactView view, Person person) {
        var json = of(view, person);
        if (view.caller().hasAny(EMPLOYEE)) {
            json.put("is_frozen", person.status() == PersonStatus.FROZEN);
        }
        return json;
    }

    private void base(Person person, JsonObject json) {
        json.put("name", person.name())
                .put("en_name", person.enName())
                .put("nickname", person.nickname())
                .put(
                        "avatar",
                        new JsonObject()
                                .put("avatar_72", avatars.of(person, 72))
                                .put("avatar_240", avatars.of(person, 240))
                                .put("avatar_640", avatars.of(person, 640))
                                .put("avatar_origin", avatars.of(person, 640)));
    }

    private static void departments(ContactView view, Person person, JsonObject json) {
        var company = view.company();
        var departmentIds = new JsonArray();
        var orders = new JsonArray();
        if (person.status().inDepartments()) {
            for (var id : person.departments()) {
                var shown = view.ids().departmentId(company, id);
                var primary = orders.isEmpty();
                departmentIds.add(shown);
                orders.add(new JsonObject()
                        .put("department_id", shown)
                        .put("user_order", 0)
                        .put("department_order", person.departments().size() - orders.size())
                        .put("is_primary_dept", primary));
            }
        }
        json.put("department_ids", departmentIds)
                .put("leader_user_id", view.ids().personId(company, person.leader()))
                .put("orders", orders);
    }

    private static void employment(Person person, JsonObject json) {
        var status = person.status();
        json.put(
                        "status",
                        new JsonObject()
                                .put("is_frozen", status == PersonStatus.FROZEN)
                                .put("is_resigned", status == PersonStatus.RESIGNED)
                                .put("is_activated", status.activated())
                                .put("is_exited", status == PersonStatus.EXITED)
                                .put("is_unjoin", status == PersonStatus.NOT_JOINED))
                .put("city", person.city())
                .put("country", "CN")
                .put("work_station", "")
                .put("join_time", person.joinTime())
                .put("is_tenant_manager", person.number() == 1)
                .put("employee_type", 1)
                .put("job_title", person.jobTitle())
                .put("enterprise_email", person.enterpriseEmail())
                .put("custom_attrs", new JsonArray());
    }

    private static Set<String> with(String... scopes) {
        var all = new LinkedHashSet<>(Scopes.BROAD);
        all.addAll(Set.of(scopes));
        return all;
    }
}
