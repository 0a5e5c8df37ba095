package pro.jit.orgsync.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import pro.jit.orgsync.testing.Sandbox.App;

/** The service's API in the words of the tests. */
@Singleton
public class OrgSync {
    public static final String ORGANIZATIONS = "/api/org/organizations";

    private final Tokens tokens;

    OrgSync(Tokens tokens) {
        this.tokens = tokens;
    }

    public RequestSpecification as(String scope) {
        return given().auth().oauth2(tokens.service(scope)).contentType(ContentType.JSON);
    }

    public RequestSpecification writer() {
        return as("organizations:read organizations:write members:read members:refresh");
    }

    /** A request that creates an organization in an application of its own. */
    public static Map<String, Object> request(App app) {
        var body = new HashMap<String, Object>();
        body.put("org_id", "whwy");
        body.put("app_id", "app" + UUID.randomUUID().toString().replace("-", ""));
        body.put("title", "飞书自建组织架构");
        body.put("platform", "feishu");
        body.put("feishu_app_id", app.appId());
        body.put("feishu_app_secret", app.secret());
        body.put("event_delivery", "none");
        return body;
    }

    public Response create(Map<String, Object> request) {
        return writer().body(request).post(ORGANIZATIONS);
    }

    /** Creates an organization, waits for its first run, and answers its id. */
    public String created(App app) {
        var answer = create(request(app));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        String id = answer.path("organization_id");
        var run = finished(id, answer.path("first_sync_run_id"));
        assertThat(run.getString("status")).as(run.prettify()).startsWith("succeeded");
        return id;
    }

    public Response start(String organization) {
        return writer().body(Map.of()).post(ORGANIZATIONS + "/" + organization + "/sync-runs");
    }

    /** Starts a run and waits until it is over or waits. */
    public JsonPath sync(String organization) {
        var answer = start(organization);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return finished(organization, answer.path("run_id"));
    }

    /** The same, dry or not. */
    public JsonPath sync(String organization, boolean dryRun) {
        String run = writer().body(Map.of("dry_run", dryRun))
                .post(ORGANIZATIONS + "/" + organization + "/sync-runs")
                .path("run_id");
        return finished(organization, run);
    }

    public JsonPath finished(String organization, String runId) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> run(organization, runId), run -> !"running".equals(run.getString("status")));
    }

    public JsonPath run(String organization, String runId) {
        return writer().get(ORGANIZATIONS + "/" + organization + "/sync-runs/" + runId)
                .jsonPath();
    }

    /** Every item of a list of the organization's, through all pages. */
    public List<Map<String, Object>> all(String organization, String list) {
        var items = new ArrayList<Map<String, Object>>();
        var separator = list.contains("?") ? "&" : "?";
        String cursor = "";
        while (cursor != null) {
            var page = writer().get(
                            ORGANIZATIONS + "/" + organization + "/" + list + separator + "limit=20&cursor=" + cursor);
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            items.addAll(page.jsonPath().getList("items"));
            cursor = page.path("next_cursor");
        }
        return items;
    }

    /** The member of this open id. */
    public Map<String, Object> member(String organization, String openId) {
        return all(organization, "members").stream()
                .filter(member -> openId.equals(member.get("open_id")))
                .findFirst()
                .orElseThrow();
    }

    /** The department of this name. */
    public Map<String, Object> department(String organization, String name) {
        return all(organization, "departments").stream()
                .filter(department -> name.equals(department.get("name")))
                .findFirst()
                .orElseThrow();
    }

    /** The differences a run found, through all pages. */
    public List<Map<String, Object>> changes(String organization, JsonPath run) {
        return all(organization, "sync-runs/" + run.getString("run_id") + "/changes");
    }

    /** Asks for something of a run: {@code approve} or {@code cancel}. */
    public Response ask(String organization, String runId, String what) {
        return writer().post(ORGANIZATIONS + "/" + organization + "/sync-runs/" + runId + "/" + what);
    }

    public Response refresh(String organization, String openId) {
        return as("members:refresh")
                .body(Map.of("open_id", openId))
                .post(ORGANIZATIONS + "/" + organization + "/members/refresh");
    }

    /** What an answer says in a field that must be there. */
    public static Object said(Map<String, Object> answer, String field) {
        return Objects.requireNonNull(answer.get(field), field);
    }

    /** The departments an answered member is in. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> places(Map<String, Object> member) {
        return (List<Map<String, Object>>) said(member, "departments");
    }
}
