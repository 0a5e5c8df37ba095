package pro.jit.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;

/** Sessions whose members lose access, get other roles, or are ended by another replica: what comes by Kafka, and what goes out by it. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class AccessChangeIT extends SignedInMember {
    @Inject
    Jdbi jdbi;

    @Inject
    KafkaClients kafka;

    @Inject
    ObjectMapper json;

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
