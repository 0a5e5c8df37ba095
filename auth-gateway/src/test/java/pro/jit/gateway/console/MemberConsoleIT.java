package pro.jit.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.Neighbours.Reply;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** An application's administrator at the console: how they come in, how far they get, and when it ends. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class MemberConsoleIT {
    @Inject
    Jdbi jdbi;

    Neighbours neighbours;
    TestApplication application;
    String memberId;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        memberId = "m" + System.nanoTime();
        neighbours.feishuConfirms();
        confirmed(application, memberId, "member", "administrator");
    }

    private void confirmed(TestApplication application, String memberId, String... roles) {
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.granted(memberId, "o1", roles);
    }

    private static void signIn(Visitor visitor, TestApplication application) {
        var state = parameter(location(visitor.get(application.login())), "state");
        visitor.get(application.login() + "?code=c&state=" + state);
        assertThat(visitor.get(application.path() + "/session").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> enter(Visitor visitor, TestApplication application) {
        return visitor.get(application.path() + "/console");
    }

    private Visitor atTheConsole() {
        var visitor = Visitor.with(Visitor.FEISHU);
        signIn(visitor, application);
        assertThat(location(enter(visitor, application))).isEqualTo("/console/");
        return visitor.accepting("application/json");
    }

    private static RequestSpecification call(Visitor visitor) {
        return given().cookie("jit_console", visitor.cookie("jit_console").orElseThrow())
                .header("X-Forwarded-Host", "localhost:8080")
                .header("Accept", "application/json")
                .contentType("application/json");
    }

    private static JsonObject session(Visitor visitor) {
        return new JsonObject(
                visitor.accepting("application/json").get("/console/session").body());
    }

    private static List<String> addresses(JsonObject session) {
        return session.getJsonArray("applications").stream()
                .map(JsonObject.class::cast)
                .map(named -> "/" + named.getString("org_id") + "/" + named.getString("app_id"))
                .toList();
    }

    private JsonObject claims(String path) {
        var authorization = neighbours.callsTo(path).getLast().authorization();
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(authorization.split("\\.", 3)[1]), StandardCharsets.UTF_8));
    }

    @Test
    void whoIsNotSignedInIsSentToTheLoginAndComesBack() {
        var visitor = Visitor.with(Visitor.FEISHU);

        var sent = enter(visitor, application);

        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(location(sent))
                .isEqualTo(application.login() + "?return_to=%2Fwhwy%2F" + application.appId() + "%2Fconsole");
        var state = parameter(location(visitor.get(location(sent))), "state");
        var back = visitor.get(application.login() + "?code=c&state=" + state);
        assertThat(location(back)).isEqualTo(Visitor.ORIGIN + application.path() + "/console");

        var in = enter(visitor, application);

        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(location(in)).isEqualTo("/console/");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("jit_console=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/;");
        var session = session(visitor);
        assertThat(session.getString("kind")).isEqualTo("member");
        assertThat(session.getString("member_id")).isEqualTo(memberId);
        assertThat(session.getString("name")).isEqualTo("林小满");
        assertThat(session.getValue("username")).isNull();
        assertThat(session.getJsonArray("applications").getJsonObject(0).getString("title"))
                .isEqualTo("School desk");
        assertThat(addresses(session)).containsExactly(application.path());
        assertThat(session.getJsonArray("scopes"))
                .contains("permissions:write", "sessions:write")
                .doesNotContain("clients:read", "clients:write", "signing-keys:write", "tokens:introspect");
    }

    @Test
    void whoIsNoAdministratorIsNotLetIn() {
        confirmed(application, memberId, "member");
        var visitor = Visitor.with(Visitor.FEISHU);
        signIn(visitor, application);

        var answer = enter(visitor, application);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem(answer)).isEqualTo("not-authorized");
        assertThat(visitor.cookie("jit_console")).isEmpty();
    }

    @Test
    void anAddressOfNoApplicationIsToldSo() {
        var answer = Visitor.with(Visitor.MAC).get("/whwy/nothing/console");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(problem(answer)).isEqualTo("unknown-application");
        assertThat(Visitor.with(Visitor.MAC)
                        .ask("POST", application.path() + "/console")
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void anotherApplicationsSessionLetsNobodyIn() {
        var other = TestApplication.registered();
        var visitor = Visitor.with(Visitor.FEISHU);
        signIn(visitor, application);
        visitor.plant("jit_session", other.path(), visitor.cookie("jit_session").orElseThrow());

        assertThat(location(enter(visitor, other))).startsWith(other.login());
    }

    @Test
    void theyReadAndChangeTheirApplicationAlone() {
        var other = TestApplication.registered();
        var visitor = atTheConsole();
        var theirs = "/api/auth/applications" + application.path();

        call(visitor)
                .get("/api/auth/applications")
                .then()
                .statusCode(200)
                .body("items.app_id", contains(application.appId()));
        call(visitor).get(theirs).then().statusCode(200);
        call(visitor)
                .body(Map.of("title", "Desk", "entry_origins", List.of(Visitor.ORIGIN, "https://jit.example")))
                .patch(theirs)
                .then()
                .statusCode(200)
                .body("title", equalTo("Desk"));
        for (var change : List.of(
                Map.of("upstream", "http://169.254.169.254/"),
                Map.of("entry_origins", List.of("https://evil.example")))) {
            call(visitor)
                    .body(change)
                    .patch(theirs)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:jit:problem:forbidden"));
        }
        call(visitor).get("/api/auth/applications" + other.path()).then().statusCode(403);
        call(visitor)
                .body(Map.of("title", "Mine"))
                .patch("/api/auth/applications" + other.path())
                .then()
                .statusCode(403);
        call(visitor).delete(theirs).then().statusCode(403);
    }

    @Test
    void theySeeAndEndSessionsOfTheirApplicationAlone() {
        var visitor = atTheConsole();
        var other = TestApplication.registered();
        confirmed(other, "n" + System.nanoTime(), "member");
        var colleague = Visitor.with(Visitor.FEISHU);
        signIn(colleague, other);
        var foreignSid = jdbi.withHandle(handle -> handle.createQuery("select sid from session where app_id = :app")
                .bind("app", other.appId())
                .mapTo(String.class)
                .one());

        for (var path : List.of("/api/auth/sessions", "/api/auth/login-attempts")) {
            call(visitor)
                    .queryParam("limit", 200)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("items.app_id", everyItem(equalTo(application.appId())))
                    .body("items[0].app_id", equalTo(application.appId()));
            call(visitor)
                    .queryParam("org_id", other.orgId())
                    .queryParam("app_id", other.appId())
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("items", empty());
        }
        call(visitor).delete("/api/auth/sessions/" + foreignSid).then().statusCode(404);
        call(visitor)
                .queryParam("org_id", other.orgId())
                .queryParam("app_id", other.appId())
                .delete("/api/auth/sessions")
                .then()
                .statusCode(403);
        assertThat(colleague.get(other.path() + "/session").statusCode()).isEqualTo(200);

        call(visitor)
                .queryParam("org_id", application.orgId())
                .queryParam("app_id", application.appId())
                .delete("/api/auth/sessions")
                .then()
                .statusCode(200)
                .body("ended", equalTo(1));
        assertThat(visitor.get("/console/session").statusCode())
                .as("they have ended their own")
                .isEqualTo(401);
    }

    @Test
    void theySeeTheOrganizationsOfTheirApplicationAlone() {
        var mine = "0190a5c0-0000-7000-8000-" + Long.toString(System.nanoTime()).substring(0, 12);
        var foreign =
                "0190a5c0-0000-7000-9000-" + Long.toString(System.nanoTime()).substring(0, 12);
        var organization = """
                {"organization_id":"%s","org_id":"whwy","app_id":"%s","title":"Example"}""";
        neighbours.tell(
                "org-sync",
                "/api/org/organizations",
                Reply.ok("{\"items\":[%s],\"next_cursor\":null}"
                        .formatted(organization.formatted(mine, application.appId()))));
        neighbours.tell(
                "org-sync",
                "/api/org/organizations/" + mine,
                Reply.ok(organization.formatted(mine, application.appId())));
        neighbours.tell(
                "org-sync", "/api/org/organizations/" + foreign, Reply.ok(organization.formatted(foreign, "other")));
        neighbours.tell("org-sync", "/api/org/organizations/" + mine + "/setup", Reply.ok("{\"steps\":[]}"));
        neighbours.tell("org-sync", "/api/org/organizations/" + foreign + "/setup", Reply.ok("{\"steps\":[]}"));
        var visitor = atTheConsole();

        call(visitor)
                .get("/api/org/organizations")
                .then()
                .statusCode(200)
                .body("items.organization_id", contains(mine))
                .body("next_cursor", nullValue());
        call(visitor)
                .queryParam("org_id", "whwy")
                .queryParam("app_id", "other")
                .get("/api/org/organizations")
                .then()
                .statusCode(200)
                .body("items", empty());
        call(visitor).get("/api/org/organizations/" + mine).then().statusCode(200);
        call(visitor).get("/api/org/organizations/" + mine + "/setup").then().statusCode(200);
        assertThat(claims("/api/org/organizations/" + mine + "/setup").getString("sub"))
                .isEqualTo("member:" + memberId);

        call(visitor)
                .get("/api/org/organizations/" + foreign + "/setup")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:jit:problem:forbidden"));
        assertThat(neighbours.callsTo("/api/org/organizations/" + foreign + "/setup"))
                .isEmpty();
        call(visitor).get("/api/org/organizations/nobodys").then().statusCode(403);
        call(visitor).body("{}").post("/api/org/organizations").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "hang up", "no JSON"})
    void whoseAnOrganizationIsMustBeKnown(String answer) {
        var id = "0190a5c0-0000-7000-a000-" + Long.toString(System.nanoTime()).substring(0, 12);
        neighbours.tell(
                "org-sync",
                "/api/org/organizations/" + id,
                switch (answer) {
                    case "500" -> Reply.of(500, "{}");
                    case "hang up" -> Reply.hangUp();
                    default -> Reply.ok("<html>");
                });

        call(atTheConsole())
                .get("/api/org/organizations/" + id)
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:jit:problem:service-unavailable"));
    }

    @Test
    void permissionServiceIsToldForWhomTheConsoleActs() {
        var path = "/api/permission/applications" + application.path() + "/grants";
        neighbours.tell("permission", path, Reply.ok("{\"items\":[]}"));
        var foreign = "/api/permission/applications/whwy/other/grants";
        neighbours.tell("permission", foreign, Reply.ok("{\"items\":[]}"));
        var visitor = atTheConsole();

        call(visitor).get(path).then().statusCode(200);

        var claims = claims(path);
        assertThat(claims.getString("sub")).isEqualTo("member:" + memberId);
        assertThat(claims.getString("client_id")).isEqualTo("console");
        assertThat(claims.getJsonObject("act")).isEqualTo(new JsonObject().put("sub", "console"));
        assertThat(claims.getJsonArray("applications")).isEqualTo(new JsonArray().add("whwy/" + application.appId()));
        assertThat(claims.getString("scope")).contains("permissions:write").doesNotContain("clients:write");
        call(visitor).get(foreign).then().statusCode(403);
        call(visitor)
                .urlEncodingEnabled(false)
                .get(path + "/%2e%2e/%2e%2e/other/grants")
                .then()
                .statusCode(403);
        assertThat(neighbours.callsTo(foreign)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/auth/clients",
        "POST, /api/auth/applications",
        "GET, /api/auth/signing-keys",
        "GET, /api/auth/revocations",
        "GET, /api/permission/directory",
        "GET, /scim/v2/Users",
        "GET, /api/nothing",
        "GET, /console/administrators",
        "POST, /console/administrators",
        "POST, /console/administrators/admin/reset",
        "DELETE, /console/administrators/admin",
        "GET, /console/actions",
        "GET, /console/health",
        "PUT, /console/password",
        "POST, /console/totp"
    })
    void whatIsThePlatformsIsClosed(String method, String path) {
        call(atTheConsole())
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:jit:problem:forbidden"));
    }

    @Test
    void anEndedSessionOfTheApplicationEndsTheConsolesAtOnce() {
        var visitor = atTheConsole();
        var cookie = visitor.cookie("jit_console").orElseThrow();

        visitor.post(application.path() + "/logout", "");

        assertThat(visitor.get("/console/session").statusCode()).isEqualTo(401);
        assertThat(visitor.get("/api/auth/applications").statusCode()).isEqualTo(401);
        visitor.forget("jit_signed_out");
        signIn(visitor, application);
        assertThat(visitor.cookie("jit_console")).hasValue(cookie);
        assertThat(visitor.get("/console/session").statusCode())
                .as("another session of the application does not bring it back")
                .isEqualTo(401);
    }

    @Test
    void whatIsStillBeingAnsweredIsCutWhenTheSessionEnds() throws Exception {
        var path = "/api/permission/applications" + application.path() + "/decisions/export";
        neighbours.tell("permission", path, new Reply(200, "everybody's", 60_000));
        var visitor = atTheConsole();
        var request = call(visitor);
        var answer = CompletableFuture.supplyAsync(() -> request.get(path).asString());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !neighbours.callsTo(path).isEmpty());

        visitor.post(application.path() + "/logout", "");

        // A client that asks again by itself is told that its session has ended.
        assertThat(answer.exceptionally(cut -> "cut").get(50, TimeUnit.SECONDS)).doesNotContain("everybody's");
    }

    @Test
    void whoIsNoLongerAnAdministratorIsOut() {
        var visitor = atTheConsole();

        jdbi.useHandle(handle -> handle.createUpdate("update session set roles = '{member}' where member_id = :member")
                .bind("member", memberId)
                .execute());

        assertThat(visitor.get("/console/session").statusCode()).isEqualTo(401);
    }

    @Test
    void thePersonsSecondApplicationIsAddedAndItsEndTakesItAwayAlone() {
        var second = TestApplication.registered();
        var visitor = Visitor.with(Visitor.FEISHU);
        signIn(visitor, application);
        enter(visitor, application);
        var first = visitor.cookie("jit_console").orElseThrow();
        confirmed(second, "other-" + memberId, "administrator");
        signIn(visitor, second);
        enter(visitor, second);

        assertThat(visitor.cookie("jit_console").orElseThrow()).isNotEqualTo(first);
        assertThat(addresses(session(visitor))).containsExactlyInAnyOrder(application.path(), second.path());
        var path = "/api/permission/applications" + application.path() + "/grants";
        neighbours.tell("permission", path, Reply.ok("{}"));
        call(visitor).get(path).then().statusCode(200);
        assertThat(claims(path).getString("sub"))
                .as("who they are where the application is")
                .isEqualTo("member:" + memberId);

        visitor.post(second.path() + "/logout", "");

        assertThat(addresses(session(visitor))).containsExactly(application.path());
        call(visitor).get("/api/auth/applications" + second.path()).then().statusCode(403);
    }

    @Test
    void anotherPersonInTheSameBrowserInheritsNothing() {
        var second = TestApplication.registered();
        var visitor = Visitor.with(Visitor.FEISHU);
        signIn(visitor, application);
        enter(visitor, application);
        neighbours.tell("open", "/open-apis/authen/v1/user_info", Reply.ok("""
                {"code":0,"msg":"success","data":{"name":"王芳","open_id":"ou_2","union_id":"on_2","tenant_key":"tenant0000000001"}}"""));
        confirmed(second, "other-" + memberId, "administrator");
        signIn(visitor, second);

        enter(visitor, second);

        assertThat(addresses(session(visitor))).containsExactly(second.path());
    }

    @Test
    void anAdministratorOfThePlatformWhoComesThisWayIsTheMemberFromThenOn() {
        var visitor = Administrators.signedIn();
        var before = visitor.cookie("jit_console").orElseThrow();
        var member = Visitor.with(Visitor.FEISHU);
        signIn(member, application);
        member.plant("jit_console", "/", before);

        enter(member, application);

        assertThat(session(member).getString("kind")).isEqualTo("member");
        assertThat(visitor.get("/console/session").statusCode()).isEqualTo(401);
    }
}
