package pro.jit.sandbox.application;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import pro.jit.sandbox.contact.IdTypes;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Range;

/** Who a range names, people before departments; a range that is not a selection names nobody. */
record VisibleList(List<Entry> entries) {
    private static final int AFTER_ALL_PEOPLE = 1_000_000_000;

    /** A person or a department, in the ids the caller wants. */
    record Entry(int place, boolean person, String id) {}

    static VisibleList none() {
        return new VisibleList(List.of());
    }

    static VisibleList of(Range range, Company company, IdTypes ids) {
        if (!(range instanceof Range.Selected selected)) {
            return none();
        }
        var entries = new ArrayList<Entry>();
        company.people().stream()
                .filter(person -> selected.people().contains(person.key()))
                .forEach(person -> entries.add(new Entry(person.number(), true, ids.idOf(person))));
        company.departments().stream()
                .filter(selected::names)
                .forEach(department ->
                        entries.add(new Entry(AFTER_ALL_PEOPLE + department.number(), false, ids.idOf(department))));
        return new VisibleList(entries);
    }

    /** The people stand under {@code open_ids} in whatever id type was asked for. */
    JsonObject toJson() {
        return new JsonObject()
                .put("open_ids", ids(true))
                .put("department_ids", ids(false))
                .put("group_ids", new JsonArray());
    }

    private JsonArray ids(boolean people) {
        var ids = new JsonArray();
        entries.stream().filter(entry -> entry.person() == people).forEach(entry -> ids.add(entry.id()));
        return ids;
    }
}
