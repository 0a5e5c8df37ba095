package pro.jit.orgsync.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The Feishu sandbox, through its control API. All tests share its one company, so each hires its own people. */
@Singleton
public class Sandbox {
    private final String origin;

    Sandbox(@ConfigProperty(name = "jit.feishu.open-base-url") String origin) {
        this.origin = origin;
    }

    /** An app of the company; a new one may see everybody and everything. */
    public record App(String appId, String secret) {}

    public App newApp() {
        var answer = post("/apps", Map.of("name", "An app"));
        return new App(answer.path("app_id"), answer.path("app_secret"));
    }

    public void secret(App app, String secret) {
        put("/apps/" + app.appId() + "/secret", Map.of("app_secret", secret));
    }

    /** Sets something of the app in its console: {@code web-app}, {@code home-pages}, … */
    public void app(App app, String what, Map<String, ?> value) {
        put("/apps/" + app.appId() + "/" + what, value);
    }

    private static final List<String> CONTACT_EVENTS = List.of(
            "contact.user.created_v3",
            "contact.user.updated_v3",
            "contact.user.deleted_v3",
            "contact.department.created_v3",
            "contact.department.updated_v3",
            "contact.department.deleted_v3",
            "contact.scope.updated_v3");

    /** Has the app's contact events pushed to an address, which must answer the challenge. */
    public void subscribe(App app, String requestUrl, String encryptKey, String verificationToken) {
        put(
                "/apps/" + app.appId() + "/events",
                Map.of(
                        "mode",
                        "webhook",
                        "request_url",
                        requestUrl,
                        "encrypt_key",
                        encryptKey,
                        "verification_token",
                        verificationToken,
                        "subscribed",
                        CONTACT_EVENTS));
    }

    /** Has the app's contact events sent over a long connection of the app's. */
    public void subscribeByLongConnection(App app) {
        put("/apps/" + app.appId() + "/events", Map.of("mode", "long_connection", "subscribed", CONTACT_EVENTS));
    }

    /** How many long connections of the app stand. */
    public int connections(App app) {
        return control()
                .get(origin + "/sandbox/api/apps/" + app.appId() + "/events/delivery")
                .path("connections");
    }

    /** Closes the app's long connections; answers how many there were. */
    public int disconnect(App app) {
        return post("/apps/" + app.appId() + "/events/disconnect", Map.of()).path("disconnected");
    }

    /** Sends nothing to the app until told otherwise. */
    public void stopEvents(App app) {
        post("/apps/" + app.appId() + "/events/stop", Map.of());
    }

    public void resumeEvents(App app) {
        post("/apps/" + app.appId() + "/events/resume", Map.of());
    }

    /** What was sent to the app: {@code event_id}, {@code type}, {@code state}, {@code attempts}, … */
    public List<Map<String, Object>> sentEvents(App app) {
        return control()
                .get(origin + "/sandbox/api/events?limit=100000&app_id=" + app.appId())
                .path("items");
    }

    /** Has nothing pushed any more. */
    public void unsubscribe(App app) {
        put("/apps/" + app.appId() + "/events", Map.of("mode", "none"));
    }

    /** Pushes the app's last event once more. */
    public void sendAgain(App app) {
        String last = control()
                .get(origin + "/sandbox/api/events?limit=1&app_id=" + app.appId())
                .path("items[0].event_id");
        post("/events/" + last + "/send-again", Map.of());
    }

    /** Holds the next so many events back and then pushes them the last one first. */
    public void reorder(App app, int next) {
        post("/apps/" + app.appId() + "/events/reorder", Map.of("next", next));
    }

    /** As before the first version. */
    public void unpublish(App app) {
        ok(control().delete(origin + "/sandbox/api/apps/" + app.appId() + "/versions"));
    }

    /** Sends what is in the draft to the administrator, who does not answer. */
    public void submitVersion(App app) {
        put("/apps/" + app.appId() + "/drafts", Map.of("enabled", true));
        post("/apps/" + app.appId() + "/versions", Map.of());
    }

    public void scopes(App app, List<String> tenant) {
        put("/apps/" + app.appId() + "/scopes", Map.of("tenant", tenant));
    }

    public List<String> scopes(App app) {
        return control().get(origin + "/sandbox/api/apps/" + app.appId()).path("scopes.tenant");
    }

    public void dataRange(App app, List<String> people, List<String> departments) {
        put(
                "/apps/" + app.appId() + "/data-range",
                Map.of("type", "some", "people", people, "departments", departments));
    }

    public void wholeDataRange(App app) {
        put("/apps/" + app.appId() + "/data-range", Map.of("type", "all"));
    }

    /** Hires somebody into departments ({@code 0} being the root) and answers the open id the app knows them by. */
    public String hire(App app, String key, String name, String... departments) {
        return post("/people", Map.of("key", key, "name", name, "departments", List.of(departments)))
                .path("open_ids." + app.appId());
    }

    /** The open id by which the app knows somebody who was hired before it came. */
    public String openId(App app, String person) {
        return control().get(origin + "/sandbox/api/people/" + person).path("open_ids." + app.appId());
    }

    public String unionId(String person) {
        return control().get(origin + "/sandbox/api/people/" + person).path("union_id");
    }

    public void change(String person, Map<String, Object> change) {
        ok(control().body(change).patch(origin + "/sandbox/api/people/" + person));
    }

    public void move(String person, String... departments) {
        post("/people/" + person + "/move", Map.of("departments", List.of(departments)));
    }

    public void freeze(String person) {
        post("/people/" + person + "/freeze", Map.of());
    }

    public void resign(String person) {
        post("/people/" + person + "/resign", Map.of());
    }

    public void comeBack(String person) {
        post("/people/" + person + "/unfreeze", Map.of());
    }

    public void erase(String person) {
        control().delete(origin + "/sandbox/api/people/" + person);
    }

    public void open(String departmentId, String name, String parent) {
        post("/departments", Map.of("department_id", departmentId, "name", name, "parent", parent));
    }

    public void renameDepartment(String departmentId, String name) {
        changeDepartment(departmentId, Map.of("name", name));
    }

    public void moveDepartment(String departmentId, String parent) {
        changeDepartment(departmentId, Map.of("parent", parent));
    }

    public void appoint(String departmentId, String leader) {
        changeDepartment(departmentId, Map.of("leader", leader));
    }

    private void changeDepartment(String departmentId, Map<String, Object> change) {
        ok(control().body(change).patch(origin + "/sandbox/api/departments/" + departmentId));
    }

    /** Hires so many into a department, named {@code key-1}, {@code key-2}, …; answers the keys. */
    public List<String> hireMany(App app, String key, int count, String department) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> key + "-" + number)
                .peek(person -> hire(app, person, person, department))
                .toList();
    }

    /** Another company, without anybody in it. */
    public Company newCompany(String name) {
        return new Company(post("/tenants", Map.of("name", name)).path("tenant_key"));
    }

    /** A company beside the one that all tests share. */
    public final class Company {
        private final String path;

        private final String tenantKey;

        private Company(String tenantKey) {
            this.tenantKey = tenantKey;
            this.path = "/tenants/" + tenantKey;
        }

        public String tenantKey() {
            return tenantKey;
        }

        public App newApp() {
            var answer = post(path + "/apps", Map.of("name", "An app"));
            return new App(answer.path("app_id"), answer.path("app_secret"));
        }

        public void open(String departmentId, String name, String parent) {
            post(path + "/departments", Map.of("department_id", departmentId, "name", name, "parent", parent));
        }

        public void hire(String key, String name, String department) {
            post(path + "/people", Map.of("key", key, "name", name, "departments", List.of(department)));
        }

        /** {@code move}, {@code freeze}, {@code unfreeze} or {@code resign}. */
        public void ask(String person, String what, Map<String, ?> how) {
            post(path + "/people/" + person + "/" + what, how);
        }

        public void change(String person, Map<String, Object> change) {
            ok(control().body(change).patch(origin + "/sandbox/api" + path + "/people/" + person));
        }
    }

    /** The status of everybody, by their key, as {@link #change} takes it. */
    public Map<String, String> statuses() {
        var company = control().get(origin + "/sandbox/api/company").jsonPath();
        List<String> keys = company.getList("people.key");
        List<String> statuses = company.getList("people.status");
        var all = new LinkedHashMap<String, String>();
        for (var i = 0; i < keys.size(); i++) {
            all.put(keys.get(i), statuses.get(i).toUpperCase(Locale.ROOT));
        }
        return all;
    }

    public void close(String departmentId) {
        control().delete(origin + "/sandbox/api/departments/" + departmentId);
    }

    /** Arranges that calls of an endpoint go wrong: {@code status}, {@code code}, {@code drop}, {@code malformed}, … */
    public void fault(String endpoint, int count, Map<String, Object> how) {
        var fault = new LinkedHashMap<>(how);
        fault.put("endpoint", endpoint);
        fault.put("count", count);
        post("/faults", fault);
    }

    /** How often an endpoint was called so far, by every app. */
    public int calls(String endpoint) {
        Map<String, Map<String, Integer>> endpoints =
                control().get(origin + "/sandbox/api/statistics").path("endpoints");
        return endpoints.getOrDefault(endpoint, Map.of()).getOrDefault("calls", 0);
    }

    public void clearFaults() {
        control().delete(origin + "/sandbox/api/faults");
    }

    public void expireTokens() {
        post("/tokens/expire", Map.of());
    }

    /** How many people a whole reading must find. */
    public int peopleCount() {
        List<String> statuses = control().get(origin + "/sandbox/api/company").path("people.status");
        return (int)
                statuses.stream().filter(status -> !status.equals("resigned")).count();
    }

    public int departmentCount() {
        List<?> departments = control().get(origin + "/sandbox/api/company").path("departments");
        return departments.size();
    }

    /** Everybody the app can read, as Feishu would show them, by open id. */
    public Map<String, JsonNode> truth(App app) {
        var people = new TreeMap<String, JsonNode>();
        var cursor = "0";
        while (!cursor.equals("null")) {
            var page = tree(control()
                    .get(origin + "/sandbox/api/apps/" + app.appId() + "/truth?cursor=" + cursor)
                    .asString());
            page.path("people")
                    .forEach(person -> people.put(person.path("open_id").asText(), person));
            cursor = page.path("cursor").asText("null");
        }
        return people;
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Response post(String path, Object body) {
        return ok(control().body(body).post(origin + "/sandbox/api" + path));
    }

    private void put(String path, Object body) {
        ok(control().body(body).put(origin + "/sandbox/api" + path));
    }

    private static Response ok(Response answer) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.asString());
        }
        return answer;
    }

    private static RequestSpecification control() {
        return given().contentType(ContentType.JSON);
    }
}
