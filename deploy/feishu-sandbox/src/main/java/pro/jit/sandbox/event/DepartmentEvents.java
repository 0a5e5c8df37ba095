package pro.jit.sandbox.event;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import pro.jit.sandbox.contact.EventObjects;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.FeishuApp;

/** The {@code event} of the three events about a department, with the fields that the app's scopes allow. */
final class DepartmentEvents {
    private final EventObjects objects;

    DepartmentEvents(EventObjects objects) {
        this.objects = objects;
    }

    JsonObject created(FeishuApp app, Department department) {
        return new JsonObject().put("object", object(app, department));
    }

    /** The old department whole, unlike the old person. Nothing when the app may read none of the fields that changed. */
    Optional<JsonObject> updated(FeishuApp app, Department before, Department after) {
        var now = object(app, after);
        var old = object(app, before);
        return now.equals(old)
                ? Optional.empty()
                : Optional.of(new JsonObject().put("object", now).put("old_object", old));
    }

    /** UNCONFIRMED (contract §7.5) which of the two says that it is deleted; here {@code object} does, being what is now. */
    JsonObject deleted(FeishuApp app, Department department) {
        var gone = object(app, department);
        var old = new JsonObject().put("open_department_id", department.openId());
        if (gone.containsKey("status")) {
            gone.put("status", new JsonObject().put("is_deleted", true));
            old.put("status", new JsonObject().put("is_deleted", false));
        }
        return new JsonObject().put("object", gone).put("old_object", old);
    }

    // Of what the API tells, events leave some out, and have a number where the API has a text.
    private JsonObject object(FeishuApp app, Department department) {
        var json = objects.department(app, department);
        json.remove("i18n_name");
        json.remove("member_count");
        json.remove("primary_member_count");
        if (json.containsKey("order")) {
            json.put("order", department.order());
        }
        return json;
    }
}
