package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The steps of the set-up guide, done on a stack by API as its administrators would: at Feishu's back office, and in our services. */
final class Guide {
    static final String ORG_ID = "whwy";
    static final String APP_ID = "app1769584429813";

    private final TestStack stack;
    private final String feishu;

    Guide(TestStack stack) {
        this.stack = stack;
        this.feishu = stack.origin("sandbox") + "/sandbox/api";
    }

    /** The application's address at the gateway, without a slash at its end. */
    String address() {
        return stack.origin("gateway") + path();
    }

    /** The path below which the application is, without a slash at its end. */
    String path() {
        return "/" + ORG_ID + "/" + APP_ID;
    }

    void createApplication() {
        var application = TestStack.json().put("org_id", ORG_ID).put("app_id", APP_ID);
        application.put("title", "示例应用 Sample application").put("upstream", stack.origin("sample_app"));
        application.putArray("entry_origins").add(stack.origin("gateway"));
        stack.send("POST", stack.origin("gateway") + "/api/auth/applications", application)
                .orFail("Creating the application");
    }

    /** Beside the guide's own, of the same team. */
    void createAnotherApplication(String appId, String title) {
        var application = TestStack.json().put("org_id", ORG_ID).put("app_id", appId);
        application.put("title", title).putArray("entry_origins").add(stack.origin("gateway"));
        stack.send("POST", stack.origin("gateway") + "/api/auth/applications", application)
                .orFail("Creating another application");
    }

    JsonNode feishuApp() {
        return stack.anonymously("GET", feishu + "/apps", null)
                .orFail("Reading the Feishu apps")
                .path("items")
                .path(0);
    }

    /** Home pages and redirect URL, the guide's F4 and F8. */
    void setUpFeishuApp() {
        var path = feishu + "/apps/" + feishuApp().path("app_id").asText();
        var redirects = TestStack.json();
        redirects.putArray("redirect_urls").add(address() + "/login");
        stack.anonymously("PUT", path + "/redirect-urls", redirects).orFail("Registering the redirect URL");
        stack.anonymously(
                        "PUT",
                        path + "/home-pages",
                        TestStack.json().put("pc_url", address() + "/login").put("mobile_url", address() + "/login"))
                .orFail("Setting the home pages");
    }

    LocalHttp.Answer createOrganization(String feishuAppId, String appSecret) {
        var organization = TestStack.json().put("org_id", ORG_ID).put("app_id", APP_ID);
        organization.put("title", "飞书自建组织架构").put("platform", "feishu").put("event_delivery", "none");
        organization.put("feishu_app_id", feishuAppId).put("feishu_app_secret", appSecret);
        return stack.send("POST", organizations(), organization);
    }

    /** From nothing to an organization that has been synchronized once. */
    void connect() throws InterruptedException {
        createApplication();
        connectOrganization();
    }

    /** Of the application that is there, and synchronized once. */
    void connectOrganization() throws InterruptedException {
        setUpFeishuApp();
        var app = feishuApp();
        var created = createOrganization(
                        app.path("app_id").asText(), app.path("app_secret").asText())
                .orFail("Creating the organization");
        finished(created.path("first_sync_run_id").asText());
    }

    JsonNode listOrganizations() {
        return stack.get(organizations() + "?org_id=" + ORG_ID + "&app_id=" + APP_ID)
                .orFail("Listing the organizations")
                .path("items");
    }

    private String organizations() {
        return stack.origin("org_sync") + "/api/org/organizations";
    }

    private String organization() {
        return organizations() + "/" + organizationId();
    }

    String organizationId() {
        return listOrganizations().path(0).path("organization_id").asText();
    }

    /** Waits until the run is over, and answers it. */
    JsonNode finished(String runId) throws InterruptedException {
        var run = organization() + "/sync-runs/" + runId;
        TestStack.eventually("The end of the synchronization", () -> !"running"
                .equals(stack.get(run).body().path("status").asText()));
        return stack.get(run).orFail("Reading the run");
    }

    /** Presses <em>Sync organizational structure</em> and waits for the end. */
    JsonNode synchronize() throws InterruptedException {
        return finished(stack.send("POST", organization() + "/sync-runs", TestStack.json())
                .orFail("Starting the synchronization")
                .path("run_id")
                .asText());
    }

    /** Has full runs begin by themselves, as this cron expression says. */
    void schedule(String cron) {
        stack.send("PATCH", organization(), TestStack.json().put("schedule", cron))
                .orFail("Setting the schedule");
    }

    /** Asks this replica of org-sync-service for a run; it may refuse. */
    LocalHttp.Answer startRun(String origin) {
        return stack.send(
                "POST", origin + "/api/org/organizations/" + organizationId() + "/sync-runs", TestStack.json());
    }

    /** All runs there were, the latest first. */
    List<JsonNode> runs() {
        var runs = new ArrayList<JsonNode>();
        stack.get(organization() + "/sync-runs?limit=100")
                .orFail("Listing the runs")
                .path("items")
                .forEach(runs::add);
        return runs;
    }

    /** The steps of the set-up checklist that are in this state now. */
    List<String> stepsThatAre(String status) {
        var setup = stack.send("POST", organization() + "/setup/check", TestStack.json())
                .orFail("Checking the set-up");
        return StreamSupport.stream(setup.path("steps").spliterator(), false)
                .filter(step -> status.equals(step.path("status").asText()))
                .map(step -> step.path("step").asText())
                .toList();
    }

    /** The member whom the sandbox's company calls by this key. */
    JsonNode member(String person) {
        return memberWithOpenId(openId(person));
    }

    /** By which our app knows the person. */
    String openId(String person) {
        return stack.anonymously("GET", feishu + "/people/" + person, null)
                .orFail("Reading the person")
                .path("open_ids")
                .path(feishuApp().path("app_id").asText())
                .asText();
    }

    /** Hires so many people into the company and answers what it calls them. */
    List<String> hire(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    var person = TestStack.json().put("key", "hired-" + number).put("name", "Hired " + number);
                    person.putArray("departments").add("0");
                    stack.anonymously("POST", feishu + "/people", person).orFail("Hiring");
                    return "hired-" + number;
                })
                .toList();
    }

    /** Has Feishu push its events to us, at the address everybody knows us by. */
    void havePushed() throws InterruptedException {
        var key = "an-encrypt-key-of-the-tests";
        var token = "a-verification-token-of-the-tests";
        stack.send(
                        "PATCH",
                        organization(),
                        TestStack.json()
                                .put("event_delivery", "webhook")
                                .put("encrypt_key", key)
                                .put("verification_token", token))
                .orFail("Choosing the webhook");
        var subscription = TestStack.json()
                .put("mode", "webhook")
                .put("request_url", stack.origin("gateway") + "/feishu/events/" + organizationId())
                .put("encrypt_key", key)
                .put("verification_token", token);
        var events = subscription.putArray("subscribed");
        List.of("created", "updated", "deleted").forEach(kind -> events.add("contact.user." + kind + "_v3"));
        var app = feishu + "/apps/" + feishuApp().path("app_id").asText() + "/events";
        // Feishu asks the address at once and waits for a second, which may be short for the first request of all.
        TestStack.eventually(
                "Feishu's look at the address for events",
                () -> stack.anonymously("PUT", app, subscription).ok());
    }

    JsonNode memberWithOpenId(String openId) {
        for (var member : members()) {
            if (member.path("open_id").asText().equals(openId)) {
                return member;
            }
        }
        throw new AssertionError(openId + " is no member of the organization");
    }

    /** Everyone, page by page. */
    List<JsonNode> members() {
        var members = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = stack.get(organization() + "/members?limit=200" + cursor).orFail("Listing members");
            page.path("items").forEach(members::add);
            var next = page.path("next_cursor");
            cursor = next.isTextual() ? "&cursor=" + URLEncoder.encode(next.asText(), StandardCharsets.UTF_8) : "";
        } while (!cursor.isEmpty());
        return members;
    }

    /** Whether permission-service has heard of this member. */
    boolean isKnown(JsonNode member) {
        return stack.get(permission() + "/members/" + member.path("member_id").asText() + "/access")
                .ok();
    }

    /** Whether permission-service would let this member in. */
    boolean isGranted(JsonNode member) {
        return stack.get(permission() + "/members/" + member.path("member_id").asText() + "/access")
                .body()
                .path("decision")
                .asBoolean();
    }

    /** Of the department with this name. */
    String departmentId(String name) {
        for (var department : stack.get(organization() + "/departments?limit=200")
                .orFail("Listing departments")
                .path("items")) {
            if (department.path("name").asText().equals(name)) {
                return department.path("department_id").asText();
            }
        }
        throw new AssertionError("There is no department " + name);
    }

    private String permission() {
        return stack.origin("permission") + "/api/permission/applications" + path();
    }

    void grantTo(String type, String id) {
        grantTo("member", type, id);
    }

    void grantTo(String role, String type, String id) {
        var grant = TestStack.json().put("organization_id", organizationId()).put("role", role);
        grant.put("effect", "allow").put("include_sub_departments", true);
        ObjectNode principal = grant.putObject("principal").put("type", type);
        if (type.equals("everyone")) {
            principal.putNull("id");
        } else {
            principal.put("id", id);
        }
        stack.send("POST", permission() + "/grants", grant).orFail("Granting");
    }

    /** The application's grants. */
    List<JsonNode> grants() {
        var grants = new ArrayList<JsonNode>();
        stack.get(permission() + "/grants")
                .orFail("Listing the grants")
                .path("items")
                .forEach(grants::add);
        return grants;
    }

    void createRole(String name, String title) {
        stack.send(
                        "POST",
                        permission() + "/roles",
                        TestStack.json().put("name", name).put("title", title))
                .orFail("Creating the role");
    }

    /** A program that may read sessions. */
    void createClient(String clientId) {
        var client = TestStack.json().put("client_id", clientId);
        client.putArray("scopes").add("sessions:read");
        stack.send("POST", stack.origin("gateway") + "/api/auth/clients", client)
                .orFail("Creating the client");
    }

    /** Deletes the person at Feishu. */
    void delete(String person) {
        stack.anonymously("DELETE", feishu + "/people/" + person, null).orFail("Deleting " + person);
    }

    /** The application's sessions, live ones and ended ones. */
    JsonNode sessions() {
        return sessions("limit=50");
    }

    /** At most 200 of the application's sessions for which this holds. */
    JsonNode sessions(String query) {
        return stack.get(stack.origin("gateway") + "/api/auth/sessions?org_id=" + ORG_ID + "&app_id=" + APP_ID + "&"
                        + query)
                .orFail("Listing the sessions")
                .path("items");
    }
}
