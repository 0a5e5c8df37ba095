package pro.jit.orgsync.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;

/** Changes at Feishu, told by its pushes; and pushes that are none of Feishu's. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EventsIT {
    private static final String KEY = "an-encrypt-key-of-32-characters-";
    private static final String TOKEN = "a-verification-token";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Jdbi jdbi;

    private final List<App> subscribers = new ArrayList<>();

    // All tests share one company: nobody is pushed what the others change, and nobody hired here stays.
    @AfterEach
    void noMoreFaultsAndPushes() {
        sandbox.clearFaults();
        subscribers.forEach(sandbox::unsubscribe);
    }

    private record Subscribed(App app, String id) {}

    private String unique(String key) {
        return key + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private String organization(App app, String encryptKey, String delivery) {
        var request = OrgSync.request(app);
        request.put("event_delivery", delivery);
        request.put("verification_token", TOKEN);
        if (!encryptKey.isEmpty()) {
            request.put("encrypt_key", encryptKey);
        }
        var answer = orgSync.create(request);
        String id = answer.path("organization_id");
        orgSync.finished(id, answer.path("first_sync_run_id"));
        return id;
    }

    private String address(String id) {
        return RestAssured.baseURI + ":" + RestAssured.port + "/feishu/events/" + id;
    }

    /** An organization whose app pushes its events here. */
    private Subscribed subscribed(String encryptKey) {
        var app = sandbox.newApp();
        var id = organization(app, encryptKey, "webhook");
        sandbox.subscribe(app, address(id), encryptKey, TOKEN);
        subscribers.add(app);
        return new Subscribed(app, id);
    }

    private String statusOf(Subscribed to, String openId) {
        return orgSync.all(to.id(), "members").stream()
                .filter(member -> openId.equals(member.get("open_id")))
                .map(member -> String.valueOf(member.get("status")))
                .findFirst()
                .orElse("unknown");
    }

    private void awaitStatus(Subscribed to, String openId, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(statusOf(to, openId)).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, ""})
    void whatHappensAtFeishuIsKnownWithoutARun(String encryptKey) {
        var to = subscribed(encryptKey);
        var runs = orgSync.all(to.id(), "sync-runs").size();

        var key = unique("pushed");
        var openId = sandbox.hire(to.app(), key, "王芳", "design");
        awaitStatus(to, openId, "active");
        sandbox.freeze(key);
        awaitStatus(to, openId, "frozen");
        sandbox.comeBack(key);
        awaitStatus(to, openId, "active");
        sandbox.resign(key);
        awaitStatus(to, openId, "resigned");

        assertThat(orgSync.all(to.id(), "sync-runs")).hasSize(runs);
    }

    @Test
    void whoIsErasedIsGoneAndWhoIsMerelyOutOfSightIsNot() {
        var to = subscribed(KEY);
        var key = unique("erased");
        var openId = sandbox.hire(to.app(), key, "Erased", "0");
        awaitStatus(to, openId, "active");

        sandbox.erase(key);

        awaitStatus(to, openId, "resigned");
    }

    @Test
    void aSecondPushOfTheSameEventIsOne() {
        var to = subscribed(KEY);
        var openId = sandbox.hire(to.app(), unique("twice"), "Twice", "0");
        awaitStatus(to, openId, "active");
        var before = kept(to);

        sandbox.sendAgain(to.app());
        sandbox.sendAgain(to.app());

        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> kept(to) == before);
    }

    @Test
    void theOrderOfPushesDoesNotMatter() {
        var to = subscribed(KEY);
        var key = unique("reordered");
        var openId = sandbox.hire(to.app(), key, "Reordered", "0");
        awaitStatus(to, openId, "active");

        sandbox.reorder(to.app(), 2);
        sandbox.freeze(key);
        sandbox.resign(key);

        awaitStatus(to, openId, "resigned");
    }

    @Test
    void whileFeishuDoesNotAnswerAPushWaits() {
        var to = subscribed(KEY);
        sandbox.fault("GET /open-apis/contact/v3/users/:user_id", 4, Map.of("status", 503));

        var openId = sandbox.hire(to.app(), unique("later"), "Later", "0");

        awaitStatus(to, openId, "active");
    }

    @Test
    void manyAtOnceAreAllWorked() {
        var to = subscribed(KEY);
        var people = sandbox.hireMany(to.app(), unique("crowd"), 60, "0");

        await().atMost(Duration.ofSeconds(60)).until(() -> worked(to) >= people.size());
        people.forEach(person ->
                assertThat(statusOf(to, sandbox.openId(to.app(), person))).isEqualTo("active"));
        people.forEach(sandbox::erase);
    }

    @Test
    void nothingOfAPersonIsKeptWithThePush() {
        var to = subscribed(KEY);
        var openId = sandbox.hire(to.app(), unique("private"), "Private Person", "0");
        awaitStatus(to, openId, "active");

        var rows = jdbi.withHandle(handle -> handle.createQuery(
                        "select to_jsonb(e)::text from feishu_event e where organization_id = cast(:id as uuid)")
                .bind("id", to.id())
                .mapTo(String.class)
                .list());
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("Private Person") || row.contains("@"));
    }

    // What is not Feishu's.

    private String event(App app, String tenant, String token, String eventId) {
        return """
                {"schema":"2.0","header":{"event_id":"%s","event_type":"contact.user.deleted_v3","create_time":"1762000000000",\
                "token":"%s","app_id":"%s","tenant_key":"%s"},"event":{"object":{"open_id":"ou_%s"},"old_object":{}}}""".formatted(eventId, token, app.appId(), tenant, "0".repeat(32));
    }

    private Response push(String id, String body, Map<String, ?> headers) {
        return given().contentType("application/json")
                .headers(headers)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(address(id));
    }

    private int kept(Subscribed to) {
        return kept(to.id());
    }

    private int kept(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from feishu_event where organization_id = cast(:id as uuid)")
                .bind("id", id)
                .mapTo(Integer.class)
                .one());
    }

    private int worked(Subscribed to) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from feishu_event where organization_id = cast(:id as uuid) and worked_at is not null")
                .bind("id", to.id())
                .mapTo(Integer.class)
                .one());
    }

    private void assertRefused(String id, Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(403);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:forbidden");
        assertThat(answer.asString()).doesNotContain(TOKEN).doesNotContain(KEY);
        assertThat(kept(id)).isZero();
    }

    private static final String TENANT = "1a2b3c4d5e6f7a8b";

    @Test
    void withoutAnEncryptKeyTheVerificationTokenIsTheProof() {
        var app = sandbox.newApp();
        var id = organization(app, "", "webhook");

        assertRefused(id, push(id, event(app, TENANT, "another-token", "e1"), Map.of()));
        assertRefused(id, push(id, event(app, TENANT, "", "e1"), Map.of()));
        assertThat(push(id, event(app, TENANT, TOKEN, "e1"), Map.of()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anEventOfAnotherAppOrCompanyIsRefused() {
        var app = sandbox.newApp();
        var id = organization(app, "", "webhook");

        assertRefused(id, push(id, event(sandbox.newApp(), TENANT, TOKEN, "e1"), Map.of()));
        assertRefused(id, push(id, event(app, "ffffffffffffffff", TOKEN, "e1"), Map.of()));
    }

    @Test
    void anEventSignedWithAnotherKeyOrNotAtAllIsRefused() throws Exception {
        var app = sandbox.newApp();
        var id = organization(app, KEY, "webhook");
        var plain = event(app, TENANT, TOKEN, "e1");
        var encrypted = "{\"encrypt\":\"" + TestCipher.encrypt(KEY, plain) + "\"}";
        var now = Instant.now().getEpochSecond();

        assertRefused(id, push(id, plain, Map.of()));
        assertRefused(id, push(id, encrypted, Map.of()));
        assertRefused(id, push(id, encrypted, signed(encrypted, now, "another-key")));
        assertRefused(id, push(id, encrypted + " ", signed(encrypted, now, KEY)));
        assertRefused(id, push(id, encrypted, signed(encrypted, now - 3_600, KEY)));
        assertRefused(id, push(id, encrypted, signed(encrypted, now + 3_600, KEY)));
        var foreign = "{\"encrypt\":\"" + TestCipher.encrypt("another-key", plain) + "\"}";
        assertRefused(id, push(id, foreign, signed(foreign, now, KEY)));

        assertThat(push(id, encrypted, signed(encrypted, now, KEY)).statusCode())
                .isEqualTo(200);
        assertThat(kept(id)).isEqualTo(1);
    }

    @Test
    void aChallengeIsAnsweredOnlyWithTheTokenAndEncrypted() throws Exception {
        var app = sandbox.newApp();
        var id = organization(app, KEY, "webhook");
        var right = "{\"type\":\"url_verification\",\"challenge\":\"c-1\",\"token\":\"" + TOKEN + "\"}";
        var wrong = "{\"type\":\"url_verification\",\"challenge\":\"c-1\",\"token\":\"x\"}";

        assertRefused(id, push(id, right, Map.of()));
        assertRefused(id, push(id, "{\"encrypt\":\"" + TestCipher.encrypt(KEY, wrong) + "\"}", Map.of()));
        var answer = push(id, "{\"encrypt\":\"" + TestCipher.encrypt(KEY, right) + "\"}", Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).isEqualTo("{\"challenge\":\"c-1\"}");
    }

    @Test
    void whereNoPushesAreWantedNoneIsTaken() {
        var app = sandbox.newApp();
        var id = organization(app, "", "none");

        assertRefused(id, push(id, event(app, TENANT, TOKEN, "e1"), Map.of()));
        assertThat(push("01a20e91-1d71-787a-90bb-d66ccde9ff95", event(app, TENANT, TOKEN, "e1"), Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "\"text\"",
                "{\"encrypt\":7}",
                "{\"encrypt\":{}}",
                "{\"encrypt\":\"\"}",
                "{\"type\":\"url_verification\"}",
                "{\"header\":[]}",
                "{\"header\":{\"token\":7}}"
            })
    void whatIsNoPushIsRefused(String body) {
        var app = sandbox.newApp();
        var plain = organization(app, "", "webhook");
        assertRefused(plain, push(plain, body, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event_id\":\"e 1\",\"event_type\":\"contact.user.updated_v3\"}",
                "{\"event_id\":\"e1\",\"event_type\":\"\"}",
                "{\"event_id\":7}",
                "{}"
            })
    void aTruePushOfAnUnknownShapeIsTakenOnceAndForAll(String header) {
        var app = sandbox.newApp();
        var id = organization(app, "", "webhook");
        var rest = ",\"token\":\"" + TOKEN + "\",\"app_id\":\"" + app.appId() + "\",\"tenant_key\":\"" + TENANT + "\"}";
        var merged = header.equals("{}") ? "{" + rest.substring(1) : header.substring(0, header.length() - 1) + rest;

        assertThat(push(id, "{\"schema\":\"2.0\",\"header\":" + merged + ",\"event\":{}}", Map.of())
                        .statusCode())
                .isEqualTo(200);
        assertThat(kept(id)).isZero();
    }

    @Test
    void anEventTypeThatNobodyHereKnowsIsTakenAndLeftAlone() {
        var app = sandbox.newApp();
        var id = organization(app, "", "webhook");
        var body = event(app, TENANT, TOKEN, "e1").replace("contact.user.deleted_v3", "im.message.receive_v1");

        assertThat(push(id, body, Map.of()).statusCode()).isEqualTo(200);
        assertThat(worked(new Subscribed(app, id))).isEqualTo(1);
    }

    private static Map<String, String> signed(String body, long timestamp, String key) {
        return Map.of(
                "X-Lark-Request-Timestamp",
                String.valueOf(timestamp),
                "X-Lark-Request-Nonce",
                "a-nonce",
                "X-Lark-Signature",
                PushCipher.signature(String.valueOf(timestamp), "a-nonce", key, body.getBytes(StandardCharsets.UTF_8)));
    }
}
