package pro.jit.sandbox.event;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import pro.jit.sandbox.contact.EventObjects;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.PersonChange;
import pro.jit.sandbox.model.PersonStatus;

/** The {@code event} of the three events about a person, with the fields that the app's scopes allow. */
final class UserEvents {
    private final EventObjects objects;

    UserEvents(EventObjects objects) {
        this.objects = objects;
    }

    JsonObject created(FeishuApp app, Person person) {
        return new JsonObject().put("object", object(app, person));
    }

    /** Nothing when the app may read none of the fields that changed. */
    Optional<JsonObject> updated(FeishuApp app, Person before, Person after) {
        var now = object(app, after);
        var old = new JsonObject();
        object(app, before).forEach(field -> {
            if (!field.getValue().equals(now.getValue(field.getKey()))) {
                old.put(field.getKey(), field.getValue());
            }
        });
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(new JsonObject().put("object", now).put("old_object", old));
    }

    JsonObject deleted(FeishuApp app, Person before) {
        var resigned = before.with(PersonChange.none().being(PersonStatus.RESIGNED));
        var was = object(app, before);
        var old = new JsonObject().put("open_id", was.getString("open_id"));
        JsonArray departments = was.getJsonArray("department_ids");
        if (departments != null) {
            old.put("department_ids", departments);
        }
        return new JsonObject().put("object", object(app, resigned)).put("old_object", old);
    }

    /**
     * UNCONFIRMED (contract §12.9): Feishu's tables say that {@code department_ids} has no value in any {@code object}, its samples show values. Here
     * it has the departments the person stands in, so of a deleted person it is empty, and only {@code old_object} tells where they were.
     */
    private JsonObject object(FeishuApp app, Person person) {
        var json = objects.user(app, person);
        json.remove("mobile_visible");
        json.remove("is_tenant_manager");
        return json;
    }
}
