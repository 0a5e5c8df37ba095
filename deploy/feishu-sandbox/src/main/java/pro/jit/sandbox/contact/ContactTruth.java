package pro.jit.sandbox.contact;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import pro.jit.sandbox.gateway.Caller;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Reach;
import pro.jit.sandbox.model.Scopes;

/**
 * Every department and person that an app can read with its own token, each once and as the contact reads have them: fields whose
 * permission is lacking are absent, ids are {@code open_id} and {@code open_department_id}. Without permission for the contact reads nobody.
 */
public final class ContactTruth {
    private static final int PEOPLE = 1_000_000_000;

    private final UserJson users;

    public ContactTruth(Avatars avatars) {
        this.users = new UserJson(avatars);
    }

    /**
     * A part of it; departments come before people.
     *
     * @param departments as {@code departments/:department_id/children} has them
     * @param people as {@code users/find_by_department} has them
     * @param last the place of its last entry, from which the next part goes on
     */
    public record Part(List<JsonObject> departments, List<JsonObject> people, boolean hasMore, int last) {}

    private record Entry(int place, boolean person, JsonObject json) {}

    /** The first so many entries beyond this place; 0 is the start. */
    public Part after(FeishuApp app, int place, int limit) {
        var view = new ContactView(
                new Caller(app, null, app.tenantScopes()),
                new IdTypes("open_id", "open_department_id", app.appId()),
                Reach.ofContacts(app));
        if (!view.caller().hasAny(Scopes.CONTACT_READS)) {
            return new Part(List.of(), List.of(), false, place);
        }
        var entries = Stream.concat(departments(view, place), people(view, place))
                .limit(limit + 1L)
                .toList();
        var part = entries.subList(0, Math.min(limit, entries.size()));
        var departments = new ArrayList<JsonObject>();
        var people = new ArrayList<JsonObject>();
        part.forEach(entry -> (entry.person() ? people : departments).add(entry.json()));
        return new Part(
                departments,
                people,
                part.size() < entries.size(),
                part.isEmpty() ? place : part.getLast().place());
    }

    private static Stream<Entry> departments(ContactView view, int place) {
        return view.company().departments().stream()
                .filter(department -> department.number() > place)
                .filter(view.reach()::includes)
                .map(department -> new Entry(department.number(), false, DepartmentJson.of(view, department)));
    }

    private Stream<Entry> people(ContactView view, int place) {
        return view.company().people().stream()
                .filter(person -> PEOPLE + person.number() > place)
                .filter(person -> person.status().inDepartments() && view.sees(person))
                .map(person -> new Entry(PEOPLE + person.number(), true, users.inList(view, person)));
    }
}
