package pro.jit.sandbox.contact;

import static pro.jit.sandbox.contact.ContactReads.PREFIX;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Operation.Token;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Scopes;
import pro.jit.sandbox.model.Tenants;

/** Reading people. */
final class UserReads {
    private static final Pattern OPEN_ID = Pattern.compile("ou_[0-9a-f]{32}");

    private final Tenants tenants;
    private final Apps apps;
    private final Pages pages;
    private final UserJson json;

    UserReads(Tenants tenants, Apps apps, Pages pages, UserJson json) {
        this.tenants = tenants;
        this.apps = apps;
        this.pages = pages;
        this.json = json;
    }

    void mount(OpenPlatform platform) {
        platform.mount(read("users/find_by_department", Scopes.CONTACT_READS), this::findByDepartment);
        platform.mount(read("users/batch", Scopes.anyOf(Scopes.CONTACT_BASE)), this::batch);
        platform.mount(read("users/:user_id", Scopes.CONTACT_READS), this::get);
    }

    private static Operation read(String path, Set<String> anyScope) {
        return new Operation(HttpMethod.GET, PREFIX + path, Token.TENANT_OR_USER, anyScope);
    }

    private void findByDepartment(ApiCall call) {
        var view = ContactView.of(call);
        var id = call.query("department_id")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new ApiFailure(44102, 400, "department_id is empty"));
        var company = view.company();
        var department = view.reachable(id);
        var list = "users " + view.caller().app().appId() + " " + department;
        Pages.Source<Person> found = (after, limit) -> company.peopleIn(department, after, limit);
        call.success(pages.cut(call, list, found, Person::number, 10, 50).toJson(json.listed(view)));
    }

    private void batch(ApiCall call) {
        var view = ContactView.of(call);
        var asked = call.queryAll("user_ids");
        if (asked.isEmpty() || asked.size() > 50) {
            throw ApiFailure.field("user_ids", String.valueOf(asked.size()), "1 to 50 user_ids are required");
        }
        asked.forEach(id -> refuseForeign(view, id));
        var items = new JsonArray();
        var listed = json.listed(view);
        asked.stream()
                .distinct()
                .flatMap(id -> view.ids().person(view.company(), id).stream())
                .filter(person -> person.status().inDepartments())
                .filter(view::sees)
                .forEach(person -> items.add(listed.apply(person)));
        call.success(new JsonObject().put("items", items));
    }

    /** UNCONFIRMED (contract §12.9) that resigned people, who are in no list, are answered here, flagged. */
    private void get(ApiCall call) {
        var view = ContactView.of(call);
        var id = call.path("user_id");
        refuseForeign(view, id);
        var person = view.ids().person(view.company(), id).orElseThrow(() -> unknown(view, id));
        if (!view.sees(person)) {
            throw new ApiFailure(41050, 400, "no user authority error");
        }
        call.success(new JsonObject().put("user", json.of(view, person)));
    }

    private void refuseForeign(ContactView view, String id) {
        if (view.ids().person(view.company(), id).isPresent()) {
            return;
        }
        switch (view.ids().user()) {
            case "union_id" -> {
                if (inAnyTenant(company -> company.findByUnionId(id))) {
                    throw new ApiFailure(99992381, 400, "union_id cross tenant");
                }
            }
            case "user_id" -> {
                if (inAnyTenant(company -> company.findByUserId(id))) {
                    throw new ApiFailure(99992364, 400, "user_id cross tenant");
                }
            }
            default -> {
                if (apps.all().stream()
                        .anyMatch(app ->
                                app.company().findByOpenId(app.appId(), id).isPresent())) {
                    throw new ApiFailure(99992361, 400, "open_id cross app");
                }
            }
        }
    }

    private boolean inAnyTenant(Function<Company, Optional<Person>> search) {
        return tenants.all().stream().anyMatch(company -> search.apply(company).isPresent());
    }

    private static ApiFailure unknown(ContactView view, String id) {
        return switch (view.ids().user()) {
            case "union_id" -> new ApiFailure(41012, 400, "user_id invalid error");
            case "user_id" ->
                new ApiFailure(99992360, 400, "The request you send is not a valid {user_id} or not exists");
            default ->
                OPEN_ID.matcher(id).matches()
                        ? new ApiFailure(99992352, 400, "The request you send is not a valid {open_id} or not exists")
                        : new ApiFailure(99992351, 400, "The request you send is not a valid {open_id}");
        };
    }
}
