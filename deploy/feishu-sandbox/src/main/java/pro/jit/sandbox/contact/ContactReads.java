package pro.jit.sandbox.contact;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Operation.Token;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Scopes;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.token.RandomText;

/** All reads of contacts, the app's range and the company. */
public final class ContactReads {
    static final String PREFIX = "/open-apis/contact/v3/";

    private final Pages pages;
    private final DepartmentReads departments;
    private final UserReads users;
    private final Avatars avatars;

    public ContactReads(Tenants tenants, Apps apps, Avatars avatars, RandomText random) {
        this.avatars = avatars;
        this.pages = new Pages(random);
        this.departments = new DepartmentReads(pages);
        this.users = new UserReads(tenants, apps, pages, new UserJson(avatars));
    }

    /** Mounts them. */
    public void mount(OpenPlatform platform) {
        platform.mount(
                new Operation(
                        HttpMethod.GET,
                        PREFIX + "scopes",
                        Token.TENANT,
                        Scopes.anyOf(
                                Scopes.CONTACT_BASE, Scopes.CONTACT_READONLY_AS_APP, Scopes.CONTACT_ACCESS_AS_APP)),
                this::scopes);
        platform.mount(
                new Operation(
                        HttpMethod.GET, "/open-apis/tenant/v2/tenant/query", Token.TENANT, Scopes.anyOf(Scopes.TENANT)),
                this::tenant);
        departments.mount(platform);
        users.mount(platform);
    }

    /** One entry of the range: a person or a department, in the order people first. */
    private record Entry(int place, boolean person, String id) {}

    private void scopes(ApiCall call) {
        var view = ContactView.of(call);
        var entries = entries(view);
        var list = "scopes " + view.caller().app().appId();
        var page = pages.cut(call, list, entries, Entry::place, 50, 100);
        var body = new JsonObject()
                .put("department_ids", ids(page.items(), false))
                .put("user_ids", ids(page.items(), true))
                .put("group_ids", new JsonArray())
                .put("has_more", page.hasMore());
        if (page.hasMore()) {
            body.put("page_token", page.nextToken());
        }
        call.success(body);
    }

    private static JsonArray ids(List<Entry> entries, boolean people) {
        var ids = new JsonArray();
        entries.stream().filter(entry -> entry.person() == people).forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    // All members: first-level departments and the people at the root. Otherwise just the granted nodes, not what is
    // below them.
    private List<Entry> entries(ContactView view) {
        var company = view.company();
        var range = view.caller().app().contactsInForce();
        var people = range instanceof Range.Selected some
                ? some.people().stream()
                        .flatMap(key -> company.findPerson(key).stream())
                        .filter(person -> person.status().inDepartments())
                        .sorted(Comparator.comparingInt(Person::number))
                : company.peopleIn(Ids.ROOT).stream();
        var departmentNodes = range instanceof Range.Selected some
                ? some.departments().stream()
                        .flatMap(id -> company.findDepartment(id).stream())
                        .sorted(Comparator.comparingInt(Department::number))
                : company.directlyBelow(Ids.ROOT, 0, Integer.MAX_VALUE).stream();
        var entries = new ArrayList<Entry>();
        people.forEach(person ->
                entries.add(new Entry(person.number(), true, view.ids().idOf(person))));
        departmentNodes.forEach(department -> entries.add(
                new Entry(1_000_000_000 + department.number(), false, view.ids().idOf(department))));
        return entries;
    }

    private void tenant(ApiCall call) {
        var company = call.caller().app().company();
        var picture = avatars.origin() + "/sandbox/assets/company.svg";
        call.success(new JsonObject()
                .put(
                        "tenant",
                        new JsonObject()
                                .put("name", company.name())
                                .put(
                                        "display_id",
                                        "F" + Ids.hex(company.tenantKey(), 10).toUpperCase(java.util.Locale.ROOT))
                                .put("tenant_tag", 0)
                                .put("tenant_key", company.tenantKey())
                                .put(
                                        "avatar",
                                        new JsonObject()
                                                .put("avatar_origin", picture)
                                                .put("avatar_72", picture)
                                                .put("avatar_240", picture)
                                                .put("avatar_640", picture))));
    }
}
