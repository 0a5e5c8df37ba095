package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens at Feishu: in the company, in the app's back office, and on the way there. */
final class Company {
    private final TestStack stack;
    private final String feishu;

    Company(TestStack stack) {
        this.stack = stack;
        this.feishu = stack.origin("sandbox") + "/sandbox/api";
    }

    /**
     * Somebody begins to work there.
     *
     * @param key what the sandbox calls them
     */
    void hire(String key, String name, String department) {
        var person = TestStack.json().put("key", key).put("name", name);
        person.putArray("departments").add(department);
        control("POST", "/people", person, "Hiring");
    }

    void dismiss(String key) {
        control("DELETE", "/people/" + key, null, "Dismissing");
    }

    /** So many departments directly below another. */
    void open(int count, String below) {
        for (int number = 0; number < count; number++) {
            var department = TestStack.json().put("department_id", below + "-" + number);
            department.put("name", "部门 " + number).put("parent", below);
            control("POST", "/departments", department, "Opening a department");
        }
    }

    /** From now on each call to this takes so much longer. */
    void slowDown(String endpoint, Duration latency) {
        control(
                "POST",
                "/faults",
                TestStack.json().put("endpoint", endpoint).put("latency_millis", latency.toMillis()),
                "Slowing Feishu down");
    }

    void slowDownNoMore() {
        control("DELETE", "/faults", null, "Ending the faults");
    }

    /** The departments, with all below them, of whose people the app may read; none for all of the company. */
    void setDataRange(JsonNode app, List<String> departments) {
        var range = TestStack.json().put("type", departments.isEmpty() ? "all" : "some");
        departments.forEach(range.putArray("departments")::add);
        control("PUT", "/apps/" + app.path("app_id").asText() + "/data-range", range, "Choosing the data range");
    }

    private void control(String method, String path, @Nullable JsonNode body, String what) {
        stack.anonymously(method, feishu + path, body).orFail(what);
    }
}
