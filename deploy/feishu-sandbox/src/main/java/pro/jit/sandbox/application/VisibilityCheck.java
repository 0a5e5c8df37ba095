package pro.jit.sandbox.application;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import pro.jit.sandbox.contact.IdTypes;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Reach;

/** Whether people, departments and groups may use an app. The sandbox excludes nobody and sells nothing. */
final class VisibilityCheck {
    private static final int MOST = 100;

    void check(ApiCall call) {
        var ids = IdTypes.of(call, "department_id");
        var app = call.caller().app();
        if (!call.path("app_id").equals(app.appId())) {
            throw invalid("app_id is not the caller's own");
        }
        var body = body(call);
        var users = asked(body, "user_ids");
        var departments = asked(body, "department_ids");
        var groups = asked(body, "group_ids");
        call.success(new JsonObject()
                .put("user_visibility_list", users(users, person(app, ids)))
                .put("department_visibility_list", list(departments, "department_id", department(app, ids)))
                .put("group_visibility_list", list(groups, "group_id", group(app))));
    }

    /**
     * UNCONFIRMED (contract §13.2) whether a person counts as white-listed through a department, or because the app is for everybody; here
     * they do. An id nobody has is in no list.
     */
    private Predicate<String> person(FeishuApp app, IdTypes ids) {
        var reach = Reach.ofAvailability(app);
        return id -> ids.person(app.company(), id).filter(reach::includes).isPresent();
    }

    private Predicate<String> department(FeishuApp app, IdTypes ids) {
        var reach = Reach.ofAvailability(app);
        return id -> ids.department(app.company(), id).filter(reach::includes).isPresent();
    }

    // No group can be selected here, so a group is inside only where everybody is.
    private static Predicate<String> group(FeishuApp app) {
        return id -> app.availability() instanceof Range.Everyone;
    }

    private static JsonObject body(ApiCall call) {
        var sent = call.context().body().length() > 0;
        return call.jsonBody()
                .or(() -> sent ? Optional.empty() : Optional.of(new JsonObject()))
                .orElseThrow(() -> invalid("the body is no JSON object"));
    }

    private static JsonArray users(List<String> ids, Predicate<String> usable) {
        var list = list(ids, "user_id", usable);
        for (var place = 0; place < list.size(); place++) {
            list.getJsonObject(place).put("in_paid_list", false);
        }
        return list;
    }

    private static JsonArray list(List<String> ids, String name, Predicate<String> usable) {
        var list = new JsonArray();
        ids.forEach(id -> list.add(new JsonObject()
                .put(name, id)
                .put("in_white_list", usable.test(id))
                .put("in_black_list", false)));
        return list;
    }

    private static List<String> asked(JsonObject body, String name) {
        var value = Optional.ofNullable(body.getValue(name)).orElseGet(JsonArray::new);
        if (!(value instanceof JsonArray array) || array.size() > MOST) {
            throw invalid(name + " is a list of at most " + MOST);
        }
        if (!array.stream().allMatch(String.class::isInstance)) {
            throw invalid(name + " holds texts");
        }
        return array.stream().map(String.class::cast).toList();
    }

    private static ApiFailure invalid(String message) {
        return new ApiFailure(210001, 400, message);
    }
}
