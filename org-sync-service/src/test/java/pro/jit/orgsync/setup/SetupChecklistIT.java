package pro.jit.orgsync.setup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;
import pro.jit.orgsync.testing.Siblings;

/** Of the sixteen steps each is left undone alone, and named alone. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SetupChecklistIT {
    private static final String ENTRY = "https://apps.example.test";
    private static final String TOKEN = "POST /open-apis/auth/v3/tenant_access_token/internal";

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Siblings siblings;

    @AfterEach
    void noMoreFaults() {
        sandbox.clearFaults();
    }

    /** A set-up in which everything is done. */
    private final class Healthy {
        final App app = sandbox.newApp();
        final Map<String, Object> request = OrgSync.request(app);
        final String orgId = (String) OrgSync.said(request, "org_id");
        final String appId = (String) OrgSync.said(request, "app_id");
        final String login = ENTRY + "/" + orgId + "/" + appId + "/login";
        final String id;

        Healthy() {
            siblings.application(orgId, appId, ENTRY);
            sandbox.app(app, "home-pages", Map.of("pc_url", login, "mobile_url", login));
            sandbox.app(app, "redirect-urls", Map.of("redirect_urls", List.of(login)));
            var answer = orgSync.create(request);
            id = answer.path("organization_id");
            orgSync.finished(id, answer.path("first_sync_run_id"));
            siblings.signIns(appId, id, "workspace", "qr");
            siblings.grants(orgId, appId, 2);
        }

        void patch(Map<String, ?> change) {
            checked(orgSync.writer().body(change).patch(OrgSync.ORGANIZATIONS + "/" + id));
        }

        JsonPath check() {
            return checked(orgSync.writer().post(OrgSync.ORGANIZATIONS + "/" + id + "/setup/check"));
        }
    }

    private static JsonPath checked(io.restassured.response.Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    /** The steps that are named: those that failed or warn. */
    private static Map<String, String> named(JsonPath setup) {
        var named = new TreeMap<String, String>();
        List<Map<String, Object>> steps = setup.getList("steps");
        for (var step : steps) {
            var status = (String) OrgSync.said(step, "status");
            if (Set.of("failed", "warning").contains(status)) {
                named.put((String) OrgSync.said(step, "step"), status);
            }
        }
        return named;
    }

    private static Map<String, Object> step(JsonPath setup, String name) {
        List<Map<String, Object>> steps = setup.getList("steps");
        return steps.stream()
                .filter(step -> name.equals(step.get("step")))
                .findFirst()
                .orElseThrow();
    }

    private static String evidence(JsonPath setup, String name) {
        return String.valueOf(OrgSync.said(step(setup, name), "evidence"));
    }

    @Test
    void aHealthySetUpIsOkAllThrough() {
        var setup = new Healthy().check();

        assertThat(setup.getList("steps.step"))
                .containsExactly(
                        "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "J1", "J2", "J3", "J4", "J5",
                        "J6");
        assertThat(setup.getList("steps.status")).as(setup.prettify()).containsOnly("ok");
        assertThat(setup.getString("checked_at")).isNotBlank();
        assertThat(setup.getList("steps.evidence.zh", String.class)).noneMatch(String::isBlank);
        assertThat(setup.getList("steps.menu_path.en", String.class)).noneMatch(String::isBlank);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void aStepLeftUndoneIsNamedAlone(String what, String step, String status, Break how) {
        var healthy = new Healthy();

        how.of(sandbox, siblings, orgSync, healthy.app, healthy);
        var setup = healthy.check();

        assertThat(named(setup)).as(setup.prettify()).isEqualTo(Map.of(step, status));
    }

    /** How events are received is part of J4, since the guide has no step for it. */
    @Test
    void aRequestUrlThatFeishuNeverVerifiedIsNamedWithWhatToPaste() {
        var healthy = new Healthy();
        healthy.patch(Map.of("event_delivery", "webhook", "verification_token", "a-token"));
        sandbox.app(healthy.app, "events", Map.of("mode", "none", "subscribed", EventsCheck.EVENTS));
        var url = "https://sso.example.test/feishu/events/" + healthy.id;

        var setup = healthy.check();

        assertThat(named(setup)).as(setup.prettify()).isEqualTo(Map.of("J4", "warning"));
        assertThat(evidence(setup, "J4"))
                .contains("has not verified the request URL")
                .contains("事件与回调");
        assertThat(String.valueOf(step(setup, "J4").get("paste")))
                .contains("value=" + url)
                .contains("value=" + String.join("\n", EventsCheck.EVENTS));

        sandbox.subscribe(healthy.app, pushAddress(healthy), "", "a-token");
        var after = healthy.check();

        assertThat(named(after)).as(after.prettify()).isEmpty();
        assertThat(evidence(after, "J4")).contains("none has come yet");
        sandbox.unsubscribe(healthy.app);
    }

    private static String pushAddress(Healthy healthy) {
        return RestAssured.baseURI + ":" + RestAssured.port + "/feishu/events/" + healthy.id;
    }

    @Test
    void pushesThatCannotBeProvenAreNamed() {
        var healthy = new Healthy();
        healthy.patch(Map.of("event_delivery", "webhook"));
        assertThat(evidence(healthy.check(), "J4")).contains("neither Encrypt Key nor Verification Token");

        healthy.patch(Map.of("verification_token", "a-token"));
        sandbox.subscribe(healthy.app, pushAddress(healthy), "", "a-token");
        given().contentType("application/json")
                .body("{\"header\":{\"token\":\"another\"}}")
                .post(pushAddress(healthy));
        var setup = healthy.check();

        assertThat(named(setup)).as(setup.prettify()).isEqualTo(Map.of("J4", "warning"));
        assertThat(evidence(setup, "J4"))
                .contains("was refused at")
                .contains("(token)")
                .doesNotContain("a-token");
        sandbox.unsubscribe(healthy.app);
    }

    @Test
    void anEventThatIsNotSubscribedToIsNamed() {
        var healthy = new Healthy();
        healthy.patch(Map.of("event_delivery", "webhook", "verification_token", "a-token"));
        sandbox.subscribe(healthy.app, pushAddress(healthy), "", "a-token");
        sandbox.app(
                healthy.app,
                "events",
                Map.of(
                        "mode",
                        "webhook",
                        "request_url",
                        pushAddress(healthy),
                        "verification_token",
                        "a-token",
                        "subscribed",
                        EventsCheck.EVENTS.subList(0, 6)));

        var setup = healthy.check();

        assertThat(named(setup)).as(setup.prettify()).isEqualTo(Map.of("J4", "warning"));
        assertThat(evidence(setup, "J4")).contains("does not subscribe to these events: contact.scope.updated_v3.");
        sandbox.unsubscribe(healthy.app);
    }

    @Test
    void aLongConnectionThatIsDownIsNamedAndOneThatStandsIsNot() {
        var down = new Healthy();
        sandbox.subscribeByLongConnection(down.app);
        sandbox.fault("POST /callback/ws/endpoint", 10, Map.of("status", 503));
        down.patch(Map.of("event_delivery", "long_connection"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(evidence(down.check(), "J4")).contains("no_answer"));
        assertThat(named(down.check())).isEqualTo(Map.of("J4", "warning"));
        down.patch(Map.of("event_delivery", "none"));
        sandbox.clearFaults();

        var standing = new Healthy();
        sandbox.subscribeByLongConnection(standing.app);
        standing.patch(Map.of("event_delivery", "long_connection"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(named(standing.check())).isEmpty());
        standing.patch(Map.of("event_delivery", "none"));
        sandbox.unsubscribe(down.app);
        sandbox.unsubscribe(standing.app);
    }

    interface Break {
        void of(Sandbox sandbox, Siblings siblings, OrgSync orgSync, App app, Healthy healthy);
    }

    private static Arguments undone(String what, String step, String status, Break how) {
        return Arguments.of(what, step, status, how);
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                undone(
                        "no web app capability",
                        "F3",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                sandbox.app(app, "web-app", Map.of("enabled", false))),
                undone(
                        "no desktop home page",
                        "F4",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                sandbox.app(app, "home-pages", Map.of("mobile_url", healthy.login))),
                undone(
                        "no mobile home page",
                        "F4",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                sandbox.app(app, "home-pages", Map.of("pc_url", healthy.login))),
                undone(
                        "home pages of another application",
                        "F4",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) -> sandbox.app(
                                app,
                                "home-pages",
                                Map.of("pc_url", ENTRY + "/a/b/login", "mobile_url", ENTRY + "/a/b/login"))),
                undone(
                        "no permission to read contacts",
                        "F5",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                without(sandbox, app, "tenant", "contact:contact.base:readonly")),
                undone(
                        "no permission for mail addresses",
                        "F5",
                        "warning",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                without(sandbox, app, "tenant", "contact:user.email:readonly")),
                undone(
                        "no permission for the company",
                        "F5",
                        "warning",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                without(sandbox, app, "tenant", "tenant:tenant:readonly")),
                undone(
                        "no permissions as a user",
                        "F6",
                        "warning",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                sandbox.app(app, "scopes", Map.of("user", List.of()))),
                undone(
                        "an empty data range",
                        "F7",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) -> sandbox.dataRange(app, List.of(), List.of())),
                undone(
                        "a narrow data range",
                        "F7",
                        "warning",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                sandbox.dataRange(app, List.of("lin-xiaoman"), List.of())),
                undone(
                        "an empty data range, and then a synchronization",
                        "F7",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) -> {
                            sandbox.dataRange(app, List.of(), List.of());
                            orgSync.sync(healthy.id);
                        }),
                undone(
                        "no permission to read contacts, and then a synchronization",
                        "F5",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) -> {
                            without(sandbox, app, "tenant", "contact:contact.base:readonly");
                            orgSync.sync(healthy.id);
                        }),
                undone(
                        "no redirect URL",
                        "F8",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                sandbox.app(app, "redirect-urls", Map.of("redirect_urls", List.of()))),
                undone(
                        "a redirect URL with a slash too many",
                        "F8",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) -> sandbox.app(
                                app, "redirect-urls", Map.of("redirect_urls", List.of(healthy.login + "/")))),
                undone(
                        "no redirect URL for the second entry",
                        "F8",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                siblings.application(healthy.orgId, healthy.appId, ENTRY, "http://10.0.0.5:8080")),
                undone(
                        "never published",
                        "F9",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) -> sandbox.unpublish(app)),
                undone(
                        "a version that waits for approval",
                        "F9",
                        "warning",
                        (sandbox, siblings, orgSync, app, healthy) -> sandbox.submitVersion(app)),
                undone(
                        "disabled by the administrator",
                        "F9",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                sandbox.app(app, "state", Map.of("enabled", false))),
                undone(
                        "available to nobody",
                        "F9",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) -> sandbox.app(
                                app,
                                "availability",
                                Map.of("type", "some", "people", List.of(), "departments", List.of()))),
                undone(
                        "permissions granted and not published",
                        "F9",
                        "warning",
                        (sandbox, siblings, orgSync, app, healthy) -> {
                            var granted = sandbox.scopes(app);
                            without(sandbox, app, "tenant", "contact:user.email:readonly");
                            sandbox.app(app, "drafts", Map.of("enabled", true));
                            sandbox.scopes(app, granted);
                            sandbox.submitVersion(app);
                        }),
                undone(
                        "an App ID that Feishu does not know",
                        "J1",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                sandbox.fault(TOKEN, 1, Map.of("status", 200, "code", 10003))),
                undone("disabled here", "J2", "failed", (sandbox, siblings, orgSync, app, healthy) -> orgSync.writer()
                        .body(Map.of("status", "disabled"))
                        .patch(OrgSync.ORGANIZATIONS + "/" + healthy.id)
                        .then()
                        .statusCode(200)),
                undone(
                        "a secret that was reset at Feishu",
                        "J3",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) -> sandbox.secret(app, "another-secret")),
                undone(
                        "a secret that was reset at Feishu, and then a synchronization",
                        "J3",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) -> {
                            sandbox.secret(app, "another-secret");
                            orgSync.sync(healthy.id);
                        }),
                undone("a synchronization that failed", "J4", "failed", (sandbox, siblings, orgSync, app, healthy) -> {
                    sandbox.fault("GET /open-apis/contact/v3/scopes", 1000, Map.of("malformed", true));
                    orgSync.sync(healthy.id);
                    sandbox.clearFaults();
                }),
                undone(
                        "nobody authorized",
                        "J5",
                        "failed",
                        (sandbox, siblings, orgSync, app, healthy) ->
                                siblings.grants(healthy.orgId, healthy.appId, 0)));
    }

    private static void without(Sandbox sandbox, App app, String identity, String permission) {
        var left = new ArrayList<>(sandbox.scopes(app));
        left.remove(permission);
        sandbox.app(app, "scopes", Map.of(identity, left));
    }

    @Test
    void saysWhatToPasteAndWhere() {
        var healthy = new Healthy();
        var setup = healthy.check();

        assertThat(String.valueOf(step(setup, "F8").get("paste"))).contains(healthy.login);
        assertThat(String.valueOf(step(setup, "F4").get("paste"))).contains(healthy.login);
        assertThat(String.valueOf(step(setup, "F5").get("paste")))
                .contains("{\"scopes\":{\"tenant\":[\"contact:contact.base:readonly\"");
        assertThat(step(setup, "F5").get("link"))
                .isEqualTo("https://open.feishu.cn/app/" + healthy.app.appId() + "/auth");
        assertThat(step(setup, "J5").get("link")).isNull();
    }

    @Test
    void whatWasNotSeenYetIsNotCheckableAndSaysWhy() {
        var healthy = new Healthy();
        siblings.signIns(healthy.appId, healthy.id);

        var setup = healthy.check();

        assertThat(named(setup)).isEmpty();
        assertThat(step(setup, "F10")).containsEntry("status", "not_checkable");
        assertThat(step(setup, "J6")).containsEntry("status", "not_checkable");
        assertThat(evidence(setup, "J6")).contains("Nobody has signed in yet");
    }

    @Test
    void withoutThePermissionToSeeItselfTheAppsStepsAreNotCheckableAndNameIt() {
        var healthy = new Healthy();
        siblings.signIns(healthy.appId, healthy.id);
        without(sandbox, healthy.app, "tenant", "application:application:self_manage");
        var left = new ArrayList<>(sandbox.scopes(healthy.app));
        left.remove("admin:app.info:readonly");
        left.remove("application:application.app_version:readonly");
        sandbox.scopes(healthy.app, left);

        var setup = healthy.check();

        assertThat(named(setup)).as(setup.prettify()).isEmpty();
        for (var name : List.of("F3", "F4", "F8", "F9")) {
            assertThat(step(setup, name)).containsEntry("status", "not_checkable");
            assertThat(evidence(setup, name)).contains("application:application:self_manage");
        }
        assertThat(step(setup, "F7")).containsEntry("status", "ok");

        siblings.signIns(healthy.appId, healthy.id, "browser");
        assertThat(step(healthy.check(), "F8")).containsEntry("status", "ok");
    }

    @Test
    void whileTheGatewayCannotSayUnderWhichAddressesPeopleComeALoginAddressIsKnownByItsPath() {
        var healthy = new Healthy();
        siblings.forget(healthy.orgId, healthy.appId);
        assertThat(named(healthy.check())).isEmpty();

        sandbox.app(healthy.app, "redirect-urls", Map.of("redirect_urls", List.of("https://elsewhere.example/login")));

        var setup = healthy.check();
        assertThat(named(setup)).containsOnlyKeys("F8");
        assertThat(evidence(setup, "F8")).contains("/" + healthy.orgId + "/" + healthy.appId + "/login");
    }

    @Test
    void whileFeishuDoesNotAnswerNothingIsNamed() {
        var healthy = new Healthy();
        sandbox.fault(TOKEN, 1000, Map.of("status", 503));

        var setup = healthy.check();

        assertThat(named(setup)).isEmpty();
        assertThat(evidence(setup, "F5")).contains("did not answer");
        assertThat(step(setup, "J4")).containsEntry("status", "ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /open-apis/application/v6/applications/:app_id",
                "GET /open-apis/application/v6/scopes",
                "GET /open-apis/application/v6/applications/:app_id/app_versions/:version_id"
            })
    void anAnswerThatIsNoneStopsNothing(String endpoint) {
        var healthy = new Healthy();
        sandbox.fault(endpoint, 1000, Map.of("malformed", true));

        assertThat(named(healthy.check())).isEmpty();
    }

    @Test
    void theLastCheckIsKept() {
        var healthy = new Healthy();
        var address = OrgSync.ORGANIZATIONS + "/" + healthy.id + "/setup";
        var first = checked(orgSync.writer().get(address));
        sandbox.app(healthy.app, "web-app", Map.of("enabled", false));

        assertThat(checked(orgSync.writer().get(address)).getString("checked_at"))
                .isEqualTo(first.getString("checked_at"));
        healthy.check();
        assertThat(named(checked(orgSync.writer().get(address)))).containsOnlyKeys("F3");
    }

    @Test
    void tellsNoSecret() {
        var healthy = new Healthy();

        assertThat(healthy.check().prettify()).doesNotContain(healthy.app.secret());
    }

    @Test
    void anUnknownOrganizationHasNone() {
        orgSync.writer()
                .get(OrgSync.ORGANIZATIONS + "/01a20e91-1d71-787a-90bb-d66ccde9ff95/setup")
                .then()
                .statusCode(404);
    }
}
