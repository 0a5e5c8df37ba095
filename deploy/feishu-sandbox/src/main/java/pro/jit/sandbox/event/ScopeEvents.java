package pro.jit.sandbox.event;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import pro.jit.sandbox.contact.EventObjects;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Range;

/** The {@code event} that tells an app that its data range is another one. */
final class ScopeEvents {
    private final EventObjects objects;

    ScopeEvents(EventObjects objects) {
        this.objects = objects;
    }

    /** The people and departments that make up a range. */
    private record Nodes(List<Person> people, List<Department> departments) {
        Nodes without(Nodes others) {
            return new Nodes(
                    people.stream()
                            .filter(person -> !others.people.contains(person))
                            .toList(),
                    departments.stream()
                            .filter(department -> !others.departments.contains(department))
                            .toList());
        }
    }

    /** Nothing when the range is made up of the same. */
    Optional<JsonObject> updated(FeishuApp before, FeishuApp after) {
        if (before.contactsInForce().equals(after.contactsInForce())) {
            return Optional.empty();
        }
        var was = nodes(after.company(), before.contactsInForce());
        var is = nodes(after.company(), after.contactsInForce());
        return Optional.of(new JsonObject()
                .put("added", json(after, is.without(was)))
                .put("removed", json(after, was.without(is))));
    }

    /** UNCONFIRMED (contract §7.5) what is listed for all members; here the same as {@code contact/v3/scopes} lists. */
    private static Nodes nodes(Company company, Range range) {
        return switch (range) {
            case Range.SameAsAvailability same -> new Nodes(List.of(), List.of());
            case Range.Everyone all ->
                new Nodes(
                        company.peopleIn(Ids.ROOT),
                        company.departments().stream()
                                .filter(department -> department.parent().equals(Ids.ROOT))
                                .toList());
            case Range.Selected some ->
                new Nodes(
                        company.people().stream()
                                .filter(person -> some.people().contains(person.key()))
                                .toList(),
                        company.departments().stream().filter(some::names).toList());
        };
    }

    private JsonObject json(FeishuApp app, Nodes nodes) {
        var departments = new JsonArray();
        nodes.departments().forEach(department -> departments.add(objects.department(app, department)));
        var users = new JsonArray();
        nodes.people().forEach(person -> users.add(user(app, person)));
        return new JsonObject()
                .put("departments", departments)
                .put("users", users)
                .put("user_groups", new JsonArray());
    }

    /** UNCONFIRMED (contract §7.5) which fields there are; the Node SDK's declarations of this event have departments whole, and people without these. */
    private JsonObject user(FeishuApp app, Person person) {
        var json = objects.user(app, person);
        List.of("mobile_visible", "department_ids", "orders", "is_tenant_manager")
                .forEach(json::remove);
        return json;
    }
}
