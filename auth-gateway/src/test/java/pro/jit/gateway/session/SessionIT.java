package pro.jit.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;
import static pro.jit.gateway.token.TokenCalls.withScope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;
import pro.jit.gateway.token.SessionTokens;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class SessionIT {
    @Inject
    Jdbi jdbi;

    @Inject
    SessionTokens tokens;

    @Inject
    KafkaClients kafka;

    @Inject
    ObjectMapper json;

    private Neighbours neighbours;
    private TestApplication application;
    private String memberId;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        memberId = "m" + System.nanoTime();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted(memberId, "o1", "member");
    }

    private Visitor signedIn() {
        var visitor = Visitor.with(Visitor.FEISHU);
        var state = parameter(location(visitor.get(application.login())), "state");
        visitor.get(application.login() + "?code=c&state=" + state);
        assertThat(isIn(visitor)).isTrue();
        return visitor;
    }

    private boolean isIn(Visitor visitor) {
        return visitor.get(application.path() + "/session").statusCode() == 200;
    }

    private String sid(Visitor visitor) {
        return tokens.verify(visitor.cookie("jit_session").orElseThrow())
                .orElseThrow()
                .claims()
                .sid();
    }

    private void publishAccess(String type, @Nullable String organizationId, @Nullable String member, String... roles)
            throws ExecutionException, InterruptedException {
        var data = json.createObjectNode()
                .put("org_id", application.orgId())
                .put("app_id", application.appId())
                .put("organization_id", organizationId)
                .put("member_id", member)
                .put("reason", "test")
                .put("changed_at", Instant.now().toString());
        data.set("roles", json.valueToTree(List.of(roles)));
        var event = json.createObjectNode()
                .put("specversion", "1.0")
                .put("type", "pro.jit.permission.access." + type + ".v1");
        event.set("data", data);
        publish(KafkaClients.ACCESS, event.toString());
    }

    private void publish(String topic, String event) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(topic, application.orgId() + "/" + application.appId(), event))
                    .get();
        }
    }

    private String endReason(String sid) {
        return withScope("sessions:read")
                .queryParam("org_id", application.orgId())
                .queryParam("app_id", application.appId())
                .get("/api/auth/sessions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items.find { it.sid == '" + sid + "' }.end_reason");
    }

    @Test
    void withoutASessionScriptsAreTold() {
        var answer = Visitor.with(Visitor.MAC).accepting("*/*").get(application.path() + "/session");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(problem(answer)).isEqualTo("session-required");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aTokenOfAnotherApplicationIsNone() {
        var visitor = signedIn();
        var other = TestApplication.registered();
        visitor.plant("jit_session", other.path(), visitor.cookie("jit_session").orElseThrow());
        assertThat(visitor.get(other.path() + "/session").statusCode()).isEqualTo(401);
    }

    @Test
    void refreshRotatesAndAParallelTabIsForgiven() {
        var visitor = signedIn();
        var first = visitor.cookie("jit_refresh").orElseThrow();

        var renewed = visitor.post(application.login() + "/refresh", "");
        assertThat(renewed.statusCode()).isEqualTo(204);
        var second = visitor.cookie("jit_refresh").orElseThrow();
        assertThat(second).isNotEqualTo(first);

        visitor.plant("jit_refresh", application.login(), first);
        var parallel = visitor.post(application.login() + "/refresh", "");
        assertThat(parallel.statusCode()).isEqualTo(204);
        assertThat(parallel.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("jit_refresh="));
        assertThat(isIn(visitor)).isTrue();
    }

    @Test
    void aStolenRefreshTokenEndsTheSession() {
        var visitor = signedIn();
        var sid = sid(visitor);
        var stolen = visitor.cookie("jit_refresh").orElseThrow();
        visitor.post(application.login() + "/refresh", "");
        jdbi.useHandle(handle -> handle.execute(
                "update refresh_token set used_at = used_at - interval '11 seconds' where sid = ?::uuid and used_at is not null",
                sid));
        var thief = Visitor.with(Visitor.MAC);
        thief.plant("jit_refresh", application.login(), stolen);

        assertThat(thief.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(401);
        assertThat(isIn(visitor)).isFalse();
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(401);
        assertThat(endReason(sid)).isEqualTo("refresh_reuse");
    }

    @Test
    void anIdleSessionIsNotRenewed() {
        var visitor = signedIn();
        jdbi.useHandle(handle -> handle.execute(
                "update session set idle_expires_at = now() - interval '1 second' where sid = ?::uuid", sid(visitor)));
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSessionPastItsAbsoluteLifeIsNotRenewedHoweverMuchItWasUsed() {
        var visitor = signedIn();
        visitor.post(application.login() + "/refresh", "");
        jdbi.useHandle(handle -> handle.execute(
                "update session set absolute_expires_at = now() - interval '1 second' where sid = ?::uuid",
                sid(visitor)));
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void livesAreTheApplicationsOwn() {
        application = TestApplication.registered(
                Map.of("session", Map.of("token_seconds", 90, "idle_seconds", 600, "absolute_seconds", 1200)));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        var visitor = signedIn();

        var token = tokens.verify(visitor.cookie("jit_session").orElseThrow()).orElseThrow();
        assertThat(Duration.between(token.issuedAt(), token.expiresAt()))
                .isBetween(Duration.ofSeconds(89), Duration.ofSeconds(90));
        var lives = jdbi.withHandle(handle ->
                handle.createQuery("""
                        select extract(epoch from idle_expires_at - last_seen_at)::int as idle,
                               extract(epoch from absolute_expires_at - created_at)::int as absolute
                        from session where sid = :sid::uuid""").bind("sid", sid(visitor)).mapToMap().one());
        assertThat(lives).containsEntry("idle", 600).containsEntry("absolute", 1200);
    }

    @Test
    void noTokenOutlivesItsSession() {
        var visitor = signedIn();
        jdbi.useHandle(handle -> handle.execute(
                "update session set absolute_expires_at = now() + interval '60 seconds' where sid = ?::uuid",
                sid(visitor)));

        var renewed = visitor.post(application.login() + "/refresh", "");

        assertThat(renewed.statusCode()).isEqualTo(204);
        var token = tokens.verify(visitor.cookie("jit_session").orElseThrow()).orElseThrow();
        assertThat(Duration.between(token.issuedAt(), token.expiresAt())).isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(renewed.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("jit_refresh="))
                .singleElement()
                .satisfies(cookie -> assertThat(Integer.parseInt(cookie.replaceFirst(".*Max-Age=(\\d+);.*", "$1")))
                        .isLessThanOrEqualTo(60));
    }

    @Test
    void ofManyTabsThatRenewAtOnceOneGetsTheNewRefreshToken() throws Exception {
        var visitor = signedIn();
        var refresh = visitor.cookie("jit_refresh").orElseThrow();
        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> renewal = () -> {
                var tab = Visitor.with(Visitor.MAC);
                tab.plant("jit_refresh", application.login(), refresh);
                return tab.post(application.login() + "/refresh", "");
            };
            var answers = tabs.invokeAll(Collections.nCopies(8, renewal));
            var withNewToken = 0;
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(204);
                if (answer.get().headers().allValues("Set-Cookie").stream()
                        .anyMatch(cookie -> cookie.startsWith("jit_refresh="))) {
                    withNewToken++;
                }
            }
            assertThat(withNewToken).isEqualTo(1);
        }
    }

    @Test
    void aRefreshTokenOfAnotherApplicationIsNoneAndEndsNothing() {
        var visitor = signedIn();
        var other = TestApplication.registered();
        var stranger = Visitor.with(Visitor.MAC);
        stranger.plant(
                "jit_refresh", other.login(), visitor.cookie("jit_refresh").orElseThrow());
        stranger.plant(
                "jit_session", other.path(), visitor.cookie("jit_session").orElseThrow());

        assertThat(stranger.post(other.login() + "/refresh", "").statusCode()).isEqualTo(401);
        stranger.post(other.path() + "/logout", "");

        assertThat(isIn(visitor)).isTrue();
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void aForeignPageCannotRenew() {
        var visitor = signedIn();
        var before = visitor.cookie("jit_refresh");

        assertThat(visitor.postFrom("https://evil.example", application.login() + "/refresh")
                        .statusCode())
                .isEqualTo(403);

        assertThat(visitor.cookie("jit_refresh")).isEqualTo(before);
        var used = jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from refresh_token where sid = :sid::uuid and used_at is not null")
                .bind("sid", sid(visitor))
                .mapTo(Integer.class)
                .one());
        assertThat(used).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site,",
        "same-site,",
        "none,",
        "cross-site,http://localhost:8080",
        ",",
        ",https://jit.example",
        ",null"
    })
    void whatNoPageOfTheSameOriginSentIsRefused(@Nullable String site, @Nullable String origin) {
        var visitor = signedIn();
        for (var route : new String[] {"/login/refresh", "/logout"}) {
            var request = given().redirects()
                    .follow(false)
                    .header("X-Forwarded-Host", "localhost:8080")
                    .cookie("jit_session", visitor.cookie("jit_session").orElseThrow())
                    .cookie("jit_refresh", visitor.cookie("jit_refresh").orElseThrow());
            if (site != null) {
                request.header("Sec-Fetch-Site", site);
            }
            if (origin != null) {
                request.header("Origin", origin);
            }
            request.accept("application/json")
                    .post(application.path() + route)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:jit:problem:forbidden"));
        }
        assertThat(isIn(visitor)).isTrue();
    }

    @Test
    void whoIsNotSignedInLogsOutWithoutHarm() {
        var nobody = Visitor.with(Visitor.MAC);

        assertThat(nobody.post(application.path() + "/logout", "").statusCode()).isEqualTo(303);
    }

    @Test
    void logoutEndsTheSessionAndIsNotUndoneByTheNextVisit() {
        var visitor = signedIn();
        var sid = sid(visitor);
        var token = visitor.cookie("jit_session").orElseThrow();
        var refresh = visitor.cookie("jit_refresh").orElseThrow();
        assertThat(visitor.get(application.path() + "/logout").body()).contains("<form method=\"post\"");

        var out = visitor.post(application.path() + "/logout", "");

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(location(out)).isEqualTo(Visitor.ORIGIN + application.login());
        var page = visitor.get(application.login());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("You have logged out", "start=feishu");
        visitor.plant("jit_session", application.path(), token);
        visitor.plant("jit_refresh", application.login(), refresh);
        assertThat(isIn(visitor)).isFalse();
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(401);
        assertThat(endReason(sid)).isEqualTo("logout");
    }

    @Test
    void logoutWorksWithAnExpiredToken() throws InterruptedException {
        var visitor = signedIn();
        var sid = sid(visitor);
        var claims = tokens.verify(visitor.cookie("jit_session").orElseThrow())
                .orElseThrow()
                .claims();
        visitor.plant(
                "jit_session",
                application.path(),
                tokens.issue(claims, Duration.ofSeconds(1)).token());
        Thread.sleep(1_200);
        assertThat(isIn(visitor)).isFalse();

        visitor.post(application.path() + "/logout", "");

        assertThat(endReason(sid)).isEqualTo("logout");
    }

    @Test
    void aForeignPageCannotLogOut() {
        var visitor = signedIn();
        assertThat(visitor.postFrom("https://evil.example", application.path() + "/logout")
                        .statusCode())
                .isEqualTo(403);
        assertThat(isIn(visitor)).isTrue();
    }

    @Test
    void anAdministratorSeesAndEndsSessions() {
        var visitor = signedIn();
        var other = signedIn();

        withScope("sessions:read")
                .queryParam("org_id", application.orgId())
                .queryParam("app_id", application.appId())
                .queryParam("active", "true")
                .get("/api/auth/sessions")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].member_id", equalTo(memberId))
                .body("items[0].amr[0]", equalTo("feishu_workspace"))
                .body("items[0].device", equalTo("Feishu on macOS"))
                .body("items[0].address", equalTo("127.0.0.1"))
                .body("next_cursor", equalTo(null));
        withScope("sessions:write")
                .delete("/api/auth/sessions/" + sid(visitor))
                .then()
                .statusCode(204);
        assertThat(isIn(visitor)).isFalse();
        assertThat(isIn(other)).isTrue();
        withScope("sessions:write")
                .queryParam("org_id", application.orgId())
                .queryParam("app_id", application.appId())
                .queryParam("member_id", memberId)
                .delete("/api/auth/sessions")
                .then()
                .statusCode(200)
                .body("ended", equalTo(1));
        assertThat(isIn(other)).isFalse();
    }

    @Test
    void administrationWantsItsScopes() {
        withScope("sessions:write").get("/api/auth/sessions").then().statusCode(403);
        withScope("sessions:read")
                .delete("/api/auth/sessions?org_id=a&app_id=b")
                .then()
                .statusCode(403);
        withScope("sessions:read").delete("/api/auth/sessions/x").then().statusCode(403);
        withScope("applications:read").get("/api/auth/login-attempts").then().statusCode(403);
        given().get("/api/auth/sessions").then().statusCode(401);
        withScope("sessions:read").get("/api/auth/sessions?limit=1000").then().statusCode(400);
        withScope("sessions:read").get("/api/auth/sessions?cursor=!!").then().statusCode(400);
        withScope("sessions:write").delete("/api/auth/sessions/nonsense").then().statusCode(404);
        withScope("sessions:write").delete("/api/auth/sessions?org_id=a").then().statusCode(400);
    }

    @Test
    void signInsAreRecorded() {
        signedIn();
        neighbours.denied("not-authorized");
        var refused = Visitor.with(Visitor.FEISHU);
        refused.get(application.login() + "?code=c&state="
                + parameter(location(refused.get(application.login())), "state"));

        withScope("sessions:read")
                .queryParam("app_id", application.appId())
                .get("/api/auth/login-attempts")
                .then()
                .body("items", hasSize(2))
                .body("items[0].outcome", equalTo("refused"))
                .body("items[0].problem", equalTo("not-authorized"))
                .body("items[0].open_id", equalTo("ou_1"))
                .body("items[1].outcome", equalTo("signed_in"));
    }

    @Test
    void removingTheApplicationEndsItsSessions() {
        var visitor = signedIn();
        var sid = sid(visitor);
        withScope("applications:write")
                .delete("/api/auth/applications/" + application.orgId() + "/" + application.appId())
                .then()
                .statusCode(204);
        assertThat(visitor.get(application.path() + "/session").statusCode()).isEqualTo(404);
        assertThat(endReason(sid)).isEqualTo("application_removed");
    }

    @Test
    void whoLosesAccessLosesTheirSession() throws Exception {
        var visitor = signedIn();
        var sid = sid(visitor);

        publishAccess("revoked", "o1", memberId);

        await().atMost(30, TimeUnit.SECONDS).until(() -> !isIn(visitor));
        assertThat(endReason(sid)).isEqualTo("access_revoked");
    }

    @Test
    void anOldLossReadAgainEndsNoYoungerSession() throws Exception {
        publish(KafkaClients.ACCESS, """
                {"type":"pro.jit.permission.access.revoked.v1","data":{"org_id":"%s","app_id":"%s","organization_id":null,
                 "member_id":"%s","roles":[],"reason":"x","changed_at":"2026-01-01T00:00:00Z"}}""".formatted(application.orgId(), application.appId(), memberId));
        var visitor = signedIn();
        var marker = signedIn();
        jdbi.useHandle(
                handle -> handle.execute("update session set member_id = 'marker' where sid = ?::uuid", sid(marker)));
        publishAccess("revoked", null, "marker");

        await().atMost(30, TimeUnit.SECONDS).until(() -> !isIn(marker));
        assertThat(isIn(visitor)).isTrue();
    }

    @Test
    void anOrganizationThatIsDisabledLosesAllItsSessions() throws Exception {
        var visitor = signedIn();
        var other = signedIn();
        var sid = sid(visitor);
        publish(KafkaClients.ACCESS, """
                {"type":"pro.jit.permission.access.revoked.v1","data":{"org_id":"%s","app_id":"%s","organization_id":"o1",
                 "member_id":null,"roles":[],"reason":"organization-disabled","changed_at":"%s"}}""".formatted(application.orgId(), application.appId(), Instant.now()));
        await().atMost(30, TimeUnit.SECONDS).until(() -> !isIn(visitor) && !isIn(other));
        assertThat(endReason(sid)).isEqualTo("organization_disabled");
    }

    @Test
    void rolesThatChangeEndNothingButTheToken() throws Exception {
        var visitor = signedIn();

        publishAccess("granted", "o1", memberId, "member", "teacher");

        await().atMost(30, TimeUnit.SECONDS).until(() -> !isIn(visitor));
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(204);
        assertThat(visitor.get(application.path() + "/session").body()).contains("\"roles\":[\"member\",\"teacher\"]");
    }

    @Test
    void aReevaluationAsksAboutEverybodyWhoIsIn() throws Exception {
        var visitor = signedIn();
        var sid = sid(visitor);
        neighbours.denied("not-authorized");

        publishAccess("reevaluate", null, null);

        await().atMost(30, TimeUnit.SECONDS).until(() -> !isIn(visitor));
        assertThat(endReason(sid)).isEqualTo("reevaluation_denied");
        assertThat(neighbours
                        .callsTo("/access/v1/evaluation")
                        .getLast()
                        .body()
                        .path("subject")
                        .path("id")
                        .asText())
                .isEqualTo(memberId);
    }

    @Test
    void aPoisonedChangeIsSetAsideAndTheNextOneFollowed() throws Exception {
        var visitor = signedIn();
        publish(KafkaClients.ACCESS, "{\"type\":7");
        publishAccess("revoked", "o1", memberId);

        await().atMost(30, TimeUnit.SECONDS).until(() -> !isIn(visitor));
        assertThat(messages(KafkaClients.ACCESS + ".dlq")).contains("{\"type\":7");
    }

    @Test
    void whatAnotherReplicaEndsIsRefusedHere() throws Exception {
        var visitor = signedIn();
        publish(KafkaClients.SESSIONS, "not json");
        publish(
                KafkaClients.SESSIONS,
                "{\"type\":\"pro.jit.auth.session.ended.v1\",\"data\":{\"sid\":\"%s\"}}".formatted(sid(visitor)));
        await().atMost(30, TimeUnit.SECONDS).until(() -> !isIn(visitor));
    }

    @Test
    void aSignInAfterALossIsDecidedAnew() throws Exception {
        var earlier = signedIn();
        publishAccess("revoked", "o1", memberId);
        await().atMost(30, TimeUnit.SECONDS).until(() -> !isIn(earlier));
        var asked = neighbours.callsTo("/access/v1/evaluation").size();

        assertThat(isIn(signedIn())).isTrue();
        assertThat(neighbours.callsTo("/access/v1/evaluation")).hasSize(asked + 2);
    }

    @Test
    void eventsAreAsTheSchemaSays() throws Exception {
        var visitor = signedIn();
        var sid = sid(visitor);
        visitor.post(application.login() + "/refresh", "");
        visitor.post(application.path() + "/logout", "");

        await().atMost(30, TimeUnit.SECONDS).until(() -> eventsOf(sid).size() == 3);
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/reference/events/auth.session.v1.schema.json")));
        var events = eventsOf(sid);
        assertThat(events).allSatisfy(event -> assertThat(schema.validate(event.path("data")))
                .isEmpty());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("source").asText()).isEqualTo("/auth-gateway");
            assertThat(event.path("dataschema").asText()).isEqualTo("urn:jit:schema:auth.session.v1");
        });
        assertThat(events.stream().map(event -> event.path("type").asText()))
                .containsExactly(SessionEvents.ESTABLISHED, SessionEvents.REFRESHED, SessionEvents.ENDED);
        assertThat(events.getLast().path("data").path("reason").asText()).isEqualTo("logout");
    }

    @Test
    void itIsReadyOnceTheTopicIsRead() {
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    private List<JsonNode> eventsOf(String sid) throws IOException {
        var events = new ArrayList<JsonNode>();
        for (var message : messages(KafkaClients.SESSIONS)) {
            try {
                var event = json.readTree(message);
                if (event.path("subject").asText().equals(sid)) {
                    events.add(event);
                }
            } catch (JsonProcessingException e) {
                // another test's nonsense
            }
        }
        return events;
    }

    private List<String> messages(String topic) {
        try (var consumer = kafka.consumer(Optional.empty())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var messages = new ArrayList<String>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> messages.add(message.value()));
            }
            return messages;
        }
    }
}
