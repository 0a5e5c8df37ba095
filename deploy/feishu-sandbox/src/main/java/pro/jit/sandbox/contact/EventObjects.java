package pro.jit.sandbox.contact;

import io.vertx.core.json.JsonObject;
import pro.jit.sandbox.gateway.Caller;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Reach;

/** People and departments as an app's own token would read them, in the id types that events always have. */
public final class EventObjects {
    private final UserJson users;

    public EventObjects(Avatars avatars) {
        this.users = new UserJson(avatars);
    }

    /** A person, who need not be in the company any more. */
    public JsonObject user(FeishuApp app, Person person) {
        return users.of(view(app), person);
    }

    /** A department, which need not be in the company any more. */
    public JsonObject department(FeishuApp app, Department department) {
        return DepartmentJson.of(view(app), department);
    }

    private static ContactView view(FeishuApp app) {
        var ids = new IdTypes("open_id", "open_department_id", app.appId());
        return new ContactView(new Caller(app, null, app.tenantScopes()), ids, Reach.ofContacts(app));
    }
}
