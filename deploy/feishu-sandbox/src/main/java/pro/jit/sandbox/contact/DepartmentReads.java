package pro.jit.sandbox.contact;

import static pro.jit.sandbox.contact.ContactReads.PREFIX;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Operation.Token;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.model.Scopes;

/** Reading departments. */
final class DepartmentReads {
    private final Pages pages;

    DepartmentReads(Pages pages) {
        this.pages = pages;
    }

    void mount(OpenPlatform platform) {
        platform.mount(read("departments/batch", Scopes.anyOf(Scopes.CONTACT_BASE)), this::batch);
        platform.mount(read("departments/parent", Scopes.CONTACT_READS), this::parents);
        platform.mount(read("departments/:department_id/children", Scopes.CONTACT_READS), this::children);
        platform.mount(read("departments/:department_id", Scopes.CONTACT_READS), this::get);
    }

    private static Operation read(String path, Set<String> anyScope) {
        return new Operation(HttpMethod.GET, PREFIX + path, Token.TENANT_OR_USER, anyScope);
    }

    private void get(ApiCall call) {
        var view = ContactView.of(call);
        var id = call.path("department_id");
        var department = id.equals(Ids.ROOT) ? root(view) : DepartmentJson.of(view, view.department(id));
        call.success(new JsonObject().put("department", department));
    }

    private static JsonObject root(ContactView view) {
        view.reachable(Ids.ROOT);
        return DepartmentJson.ofRoot(view);
    }

    private void batch(ApiCall call) {
        var view = ContactView.of(call);
        var asked = call.queryAll("department_ids");
        if (asked.isEmpty() || asked.size() > 50) {
            throw ApiFailure.field(
                    "department_ids", String.valueOf(asked.size()), "1 to 50 department_ids are required");
        }
        var items = new JsonArray();
        asked.stream()
                .distinct()
                .flatMap(id -> view.ids().department(view.company(), id).stream())
                .filter(view.reach()::includes)
                .forEach(department -> items.add(DepartmentJson.of(view, department)));
        call.success(new JsonObject().put("items", items));
    }

    private void parents(ApiCall call) {
        var view = ContactView.of(call);
        var id = call.query("department_id")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new ApiFailure(44102, 400, "department_id is empty"));
        var above = view.company().above(view.department(id)).stream()
                .filter(view.reach()::includes)
                .toList();
        // Nearest first: the place in this list is the place in the page.
        var page = pages.cut(call, "parent " + id, above, above::indexOf, 20, 50);
        call.success(page.toJson(department -> DepartmentJson.of(view, department)));
    }

    private void children(ApiCall call) {
        var view = ContactView.of(call);
        var company = view.company();
        var parent = view.reachable(call.path("department_id"));
        var recursive = fetchChild(call);
        var list = "children " + view.caller().app().appId() + " " + parent + " " + recursive;
        Pages.Source<Department> found = (after, limit) ->
                recursive ? company.below(parent, after, limit) : company.directlyBelow(parent, after, limit);
        call.success(pages.cut(call, list, found, Department::number, 10, 50)
                .toJson(department -> DepartmentJson.of(view, department)));
    }

    private static boolean fetchChild(ApiCall call) {
        var text = call.query("fetch_child").orElse("false");
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw ApiFailure.field("fetch_child", text, "fetch_child must be a boolean");
        };
    }
}
