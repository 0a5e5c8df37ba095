package pro.jit.sandbox.contact;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.model.Scopes;

/** A department on the wire: fields whose scope is lacking are absent. */
final class DepartmentJson {
    private static final Set<String> BASE = with(Scopes.DEPARTMENT_BASE);
    private static final Set<String> ORGANIZE = with(Scopes.DEPARTMENT_ORGANIZE);

    private DepartmentJson() {}

    static JsonObject of(ContactView view, Department department) {
        var company = view.company();
        var ids = view.ids();
        var json = new JsonObject();
        if (view.caller().hasAny(BASE)) {
            json.put("name", department.name())
                    .put(
                            "i18n_name",
                            new JsonObject()
                                    .put("zh_cn", department.name())
                                    .put("en_us", department.enName())
                                    .put("ja_jp", ""))
                    .put("department_id", department.id())
                    .put("chat_id", "oc_" + Ids.hex("chat " + department.openId(), 32))
                    .put("status", new JsonObject().put("is_deleted", false));
        }
        if (view.caller().hasAny(ORGANIZE)) {
            json.put("parent_department_id", ids.departmentId(company, department.parent()))
                    .put("leader_user_id", ids.personId(company, department.leader()))
                    .put("order", String.valueOf(department.order()));
            count(view, department, json);
        }
        return json.put("open_department_id", department.openId()).put("leaders", leaders(view, department));
    }

    /** The root as a department: nothing is known of it but its name and how many people there are. */
    static JsonObject ofRoot(ContactView view) {
        var json = new JsonObject().put("open_department_id", Ids.ROOT);
        if (view.caller().hasAny(BASE)) {
            json.put("name", view.company().name())
                    .put("department_id", Ids.ROOT)
                    .put("status", new JsonObject().put("is_deleted", false));
        }
        if (view.caller().hasAny(ORGANIZE)) {
            json.put("parent_department_id", "")
                    .put("member_count", view.company().headcount(Ids.ROOT).members());
        }
        return json;
    }

    private static void count(ContactView view, Department department, JsonObject json) {
        var count = view.company().headcount(department.id());
        json.put("member_count", count.members()).put("primary_member_count", count.primary());
    }

    private static JsonArray leaders(ContactView view, Department department) {
        var leaders = new JsonArray();
        var leader = view.ids().personId(view.company(), department.leader());
        if (!leader.isEmpty()) {
            leaders.add(new JsonObject().put("leaderType", 1).put("leaderID", leader));
        }
        for (var deputy : department.deputies()) {
            leaders.add(new JsonObject()
                    .put("leaderType", 2)
                    .put("leaderID", view.ids().personId(view.company(), deputy)));
        }
        return leaders;
    }

    private static Set<String> with(String scope) {
        var scopes = new LinkedHashSet<>(Scopes.BROAD);
        scopes.add(scope);
        return scopes;
    }
}
