package pro.jit.orgsync.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class OrganizationIT {
    private static final String TOKEN = "POST /open-apis/auth/v3/tenant_access_token/internal";

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    @Inject
    Jdbi jdbi;

    @AfterEach
    void noMoreFaults() {
        sandbox.clearFaults();
    }

    @Test
    void answersANewOrganizationWithoutItsSecretAndItsFirstRunGoing() {
        var app = sandbox.newApp();
        var request = OrgSync.request(app);
        request.put("feishu_app_secret", "  " + app.secret() + "\n");
        request.put("encrypt_key", "an-encrypt-key");

        var answer = orgSync.create(request);

        answer.then().statusCode(201);
        var body = answer.jsonPath();
        assertThat(answer.header("Location")).endsWith("/api/org/organizations/" + body.getString("organization_id"));
        assertThat(body.getString("tenant_key")).isEqualTo("1a2b3c4d5e6f7a8b");
        assertThat(body.getString("status")).isEqualTo("active");
        assertThat(body.getString("first_sync_run_id")).isNotBlank();
        assertThat(body.getBoolean("feishu_app_secret_set")).isTrue();
        assertThat(body.getBoolean("encrypt_key_set")).isTrue();
        assertThat(answer.asString()).doesNotContain(app.secret()).doesNotContain("an-encrypt-key");
        var kept = jdbi.withHandle(
                handle -> handle.createQuery("select feishu_app_secret from organization where feishu_app_id = :id")
                        .bind("id", app.appId())
                        .mapTo(byte[].class)
                        .one());
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(app.secret());
    }

    @ParameterizedTest
    @CsvSource({
        "feishu_app_secret, wrong-secret, The App Secret does not belong to this App ID.",
        "feishu_app_id, cli_0000000000000000, Feishu does not know an app with this App ID."
    })
    void createsNothingForWrongCredentialsAndSaysWhich(String field, String value, String detail) {
        var request = OrgSync.request(sandbox.newApp());
        request.put(field, value);

        var answer = orgSync.create(request);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:credentials-invalid");
        assertThat(answer.<String>path("detail")).isEqualTo(detail);
        assertThat(answer.<Integer>path("feishu.code")).isPositive();
        assertThat(answer.<String>path("setup_step")).isEqualTo("J3");
        assertThat(answer.<String>path("request_id")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(orgSync.writer()
                        .get(OrgSync.ORGANIZATIONS + "?app_id=" + request.get("app_id"))
                        .<List<?>>path("items"))
                .isEmpty();
    }

    @Test
    void createsNothingWhileFeishuIsDownAndSaysSo() {
        sandbox.fault(TOKEN, 100, Map.of("status", 503));

        var answer = orgSync.create(OrgSync.request(sandbox.newApp()));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:feishu-unavailable");
    }

    @Test
    void reachesFeishuThroughOneHiccup() {
        sandbox.fault(TOKEN, 1, Map.of("drop", true));

        orgSync.create(OrgSync.request(sandbox.newApp())).then().statusCode(201);
    }

    @Test
    void sendsLarkCredentialsToLarkAlone() {
        var request = OrgSync.request(sandbox.newApp());
        request.put("platform", "lark");

        assertThat(orgSync.create(request).<String>path("type")).isEqualTo("urn:jit:problem:feishu-unavailable");
    }

    @Test
    void isCreatedWithoutTheTenantWhereItsPermissionIsMissingAndLearnsItLater() {
        var app = sandbox.newApp();
        var scopes = sandbox.scopes(app);
        sandbox.scopes(
                app,
                scopes.stream().filter(scope -> !scope.startsWith("tenant:")).toList());
        var answer = orgSync.create(OrgSync.request(app));
        String id = answer.path("organization_id");
        orgSync.finished(id, answer.path("first_sync_run_id"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.<String>path("tenant_key")).isNull();

        sandbox.scopes(app, scopes);
        orgSync.sync(id);
        assertThat(orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id).<String>path("tenant_key"))
                .isEqualTo("1a2b3c4d5e6f7a8b");
    }

    @Test
    void refusesTheSameFeishuAppTwiceInOneApplicationAndNamesTheOther() {
        var request = OrgSync.request(sandbox.newApp());
        String first = orgSync.create(request).path("organization_id");

        var second = orgSync.create(request);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.<String>path("type")).isEqualTo("urn:jit:problem:conflict");
        assertThat(second.<String>path("detail")).contains(first);
        assertThat(second.header("Location")).endsWith(first);

        request.put("app_id", "another-application");
        orgSync.create(request).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org_id=%00", "org_id=whwy&app_id=a%00b"})
    void textThatCannotBeHeldIsAWrongRequest(String query) {
        var answer = orgSync.writer().urlEncodingEnabled(false).get(OrgSync.ORGANIZATIONS + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:invalid-request");
        assertThat(answer.<List<String>>path("errors.field")).containsExactly("request");
    }

    @ParameterizedTest
    @CsvSource({
        "org_id, a/b",
        "app_id, ''",
        "title, '  '",
        "platform, dingtalk",
        "feishu_app_id, app_123",
        "feishu_app_secret, two words",
        "event_delivery, pigeon"
    })
    void namesTheFieldThatIsWrong(String field, String value) {
        var request = OrgSync.request(sandbox.newApp());
        request.put(field, value);

        var answer = orgSync.create(request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:invalid-request");
        assertThat(answer.<List<String>>path("errors.field")).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"org_id", "app_id", "title", "platform", "feishu_app_id", "feishu_app_secret"})
    void namesTheFieldThatIsMissing(String field) {
        var request = OrgSync.request(sandbox.newApp());
        request.remove(field);

        assertThat(orgSync.create(request).<List<String>>path("errors.field")).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "[]", "7", "''", "null"})
    void refusesABodyThatIsNoObject(String body) {
        var answer = orgSync.writer().body(body).post(OrgSync.ORGANIZATIONS);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:invalid-request");
    }

    @Test
    void changesWhatAPatchNamesAndTellsIt() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);

        var changed = patch(id, Map.of("title", "New title", "event_delivery", "webhook"));
        var disabled = patch(id, Map.of("status", "disabled"));
        var active = patch(id, Map.of("status", "active"));

        assertThat(changed.<String>path("title")).isEqualTo("New title");
        assertThat(changed.<String>path("event_delivery")).isEqualTo("webhook");
        assertThat(disabled.<String>path("status")).isEqualTo("disabled");
        assertThat(active.<String>path("status")).isEqualTo("active");
        assertThat(events.of(id).stream()
                        .filter(event -> event.topic().equals("jit.org.organizations"))
                        .map(EventLog.Sent::type))
                .containsExactly(
                        "pro.jit.org.organization.created.v1",
                        "pro.jit.org.organization.updated.v1",
                        "pro.jit.org.organization.disabled.v1",
                        "pro.jit.org.organization.updated.v1");
    }

    @ParameterizedTest
    @CsvSource({"org_id, another", "app_id, another", "platform, lark", "organization_id, 7"})
    void whatAnOrganizationIsStays(String field, String value) {
        var id = orgSync.created(sandbox.newApp());
        var before = orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id);

        var refused = patch(id, Map.of(field, value, "title", "Not to be written"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<Map<String, String>>>path("errors"))
                .containsExactly(Map.of("field", field, "message", "cannot be changed"));
        assertThat(orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id).asString())
                .isEqualTo(before.asString());
        patch(id, Map.of(field, before.path(field))).then().statusCode(200);
    }

    /** By hand, since the answer comes before the body is sent, which clients take for a broken connection. */
    @Test
    void aBodyThatSaysItIsTooLargeIsTold() throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            var head = "POST " + OrgSync.ORGANIZATIONS
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + "Content-Length: "
                    + (2 << 20) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("urn:jit:problem:payload-too-large", "request_id");
        }
    }

    @Test
    void aMediaTypeThatIsNoneIsOneTheRouteDoesNotRead() {
        var answer = orgSync.as("organizations:write")
                .contentType("garbage")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post(OrgSync.ORGANIZATIONS);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:unsupported-media-type");
    }

    @Test
    void writesNothingForAPatchThatChangesNothing() {
        var id = orgSync.created(sandbox.newApp());
        long before =
                ((Number) orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id).path("revision")).longValue();

        var answer = patch(id, Map.of("title", "飞书自建组织架构"));

        assertThat(((Number) answer.path("revision")).longValue()).isEqualTo(before);
    }

    @Test
    void triesANewSecretBeforeItIsKept() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);

        var refused = patch(id, Map.of("feishu_app_secret", "wrong-secret"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(loginSecret(id)).isEqualTo(app.secret());

        sandbox.secret(app, "the-new-secret");
        patch(id, Map.of("feishu_app_secret", "the-new-secret")).then().statusCode(200);
        assertThat(loginSecret(id)).isEqualTo("the-new-secret");
    }

    @Test
    void isGoneAfterItsEndWithEverythingThatWasSynchronized() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);

        orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + id).then().statusCode(204);

        for (var path : List.of("", "/members", "/departments", "/sync-runs")) {
            orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id + path).then().statusCode(404);
        }
        var left = jdbi.withHandle(handle -> handle.createQuery(
                        "select (select count(*) from member where organization_id = cast(:id as uuid)) + (select count(*) from sync_change c join sync_run r using (run_id) where r.organization_id = cast(:id as uuid))")
                .bind("id", id)
                .mapTo(Integer.class)
                .one());
        assertThat(left).isZero();
        var last = events.of(id).getLast();
        assertThat(events.of(id, "organization.deleted.v1")).hasSize(1);
        assertThat(last.event().toString()).doesNotContain(app.secret());
        var again = OrgSync.request(app);
        orgSync.create(again).then().statusCode(201);
    }

    @Test
    void tellsTheGatewayHowPeopleOfAnApplicationSignIn() {
        var app = sandbox.newApp();
        var request = OrgSync.request(app);
        String id = orgSync.create(request).path("organization_id");

        var answer = orgSync.as("login-configuration:read")
                .get("/api/org/login-configurations/whwy/" + request.get("app_id"));

        var expected = new HashMap<String, Object>();
        expected.put("organization_id", id);
        expected.put("title", "飞书自建组织架构");
        expected.put("status", "active");
        expected.put("platform", "feishu");
        expected.put("feishu_app_id", app.appId());
        expected.put("feishu_app_secret", app.secret());
        expected.put("tenant_key", "1a2b3c4d5e6f7a8b");
        expected.put("tenant_name", "星桥教育 Starbridge Education");
        expected.put("token_endpoint_generation", "v2");
        assertThat(answer.<List<Object>>path("organizations")).containsExactly(expected);
        assertThat(answer.<String>path("org_id")).isEqualTo("whwy");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void knowsNoWayToSignInWithFeishuWhereAnApplicationUsesNone() {
        var answer = orgSync.as("login-configuration:read").get("/api/org/login-configurations/whwy/no-feishu-here");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<List<?>>path("organizations")).isEmpty();
    }

    private io.restassured.response.Response patch(String id, Map<String, Object> patch) {
        return orgSync.writer().body(patch).patch(OrgSync.ORGANIZATIONS + "/" + id);
    }

    private String loginSecret(String id) {
        var organization = orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id);
        return orgSync.as("login-configuration:read")
                .get("/api/org/login-configurations/whwy/" + organization.path("app_id"))
                .path("organizations[0].feishu_app_secret");
    }
}
