package pro.jit.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads all that an app may read, by the public endpoints alone and in the largest pages, and nothing twice: a full synchronization in
 * small. It is told whether the range is of all members, and which granted departments to start from.
 */
final class MinimalReader {
    static final String CONTACT = "/open-apis/contact/v3/";
    static final String SCOPES = "GET " + CONTACT + "scopes";
    static final String CHILDREN = "GET " + CONTACT + "departments/:department_id/children";
    static final String PEOPLE = "GET " + CONTACT + "users/find_by_department";

    /** By open_department_id and open_id, in the order of reading. */
    final Map<String, JsonObject> departments = new LinkedHashMap<>();

    final Map<String, JsonObject> people = new LinkedHashMap<>();
    private final String token;

    MinimalReader(String token) {
        this.token = token;
    }

    /** Reads from the root. */
    void readEverybody() {
        pages(CONTACT + "scopes?page_size=100", page -> {});
        readBelow("0");
        departments.keySet().forEach(this::readPeople);
        readPeople("0");
    }

    /**
     * Reads what was granted.
     *
     * @param below granted departments that are below other granted ones
     */
    void readGranted(List<String> below) {
        var starts = new ArrayList<String>();
        var granted = new ArrayList<String>();
        pages(CONTACT + "scopes?page_size=100", page -> {
            page.getJsonArray("department_ids").forEach(id -> starts.add((String) id));
            page.getJsonArray("user_ids").forEach(id -> granted.add((String) id));
        });
        starts.removeAll(below);
        if (!starts.isEmpty()) {
            keepDepartments(
                    read(CONTACT + "departments/batch?department_ids=" + String.join("&department_ids=", starts)));
        }
        if (!granted.isEmpty()) {
            keepPeople(read(CONTACT + "users/batch?user_ids=" + String.join("&user_ids=", granted)));
        }
        starts.forEach(this::readBelow);
        departments.keySet().forEach(this::readPeople);
    }

    private void readBelow(String department) {
        pages(CONTACT + "departments/" + department + "/children?fetch_child=true&page_size=50", this::keepDepartments);
    }

    private void readPeople(String department) {
        pages(CONTACT + "users/find_by_department?page_size=50&department_id=" + department, this::keepPeople);
    }

    private void keepDepartments(JsonObject page) {
        items(page).forEach(item -> departments.put(item.getString("open_department_id"), item));
    }

    private void keepPeople(JsonObject page) {
        items(page).forEach(item -> people.put(item.getString("open_id"), item));
    }

    private static List<JsonObject> items(JsonObject page) {
        return page.getJsonArray("items", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private void pages(String path, Consumer<JsonObject> each) {
        var page = read(path);
        each.accept(page);
        while (page.getBoolean("has_more")) {
            page = read(path + "&page_token=" + page.getString("page_token"));
            each.accept(page);
        }
    }

    private JsonObject read(String path) {
        var answer = SandboxTest.get(path, token);
        if (answer.code() != 0) {
            throw new AssertionError(path + ": " + answer.text());
        }
        return answer.data();
    }
}
