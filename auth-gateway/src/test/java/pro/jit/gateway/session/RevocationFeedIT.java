package pro.jit.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.token.TokenCalls.operatorToken;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;
import pro.jit.gateway.token.SignedTokens;

/** The revocation feed over a real Kafka, read as a service would: over a plain connection, line by line. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class RevocationFeedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    KafkaClients kafka;

    @Inject
    RevocationFeed feed;

    @Inject
    ObjectMapper json;

    @Inject
    SignedTokens signedTokens;

    private final List<Reader> readers = new ArrayList<>();
    private String mark;

    @BeforeEach
    void aMarkOfThisTest() {
        mark = "app-" + UUID.randomUUID();
        await().atMost(PATIENCE).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var reader : readers) {
            reader.close();
        }
    }

    /** One event as it came. */
    private record Event(String id, String name, JsonNode data) {}

    /** Reads the feed on a thread of its own; {@code lastId} moves with every id line, as the standard says. */
    private final class Reader {
        private final Socket socket;
        private final List<Event> events = new CopyOnWriteArrayList<>();
        private volatile String head = "";
        private volatile String lastId = "";
        private volatile boolean ended;
        private final AtomicInteger comments = new AtomicInteger();

        Reader(String token, @Nullable String lastEventId, boolean reading) throws IOException {
            socket = new Socket();
            if (!reading) {
                socket.setReceiveBufferSize(4_096);
            }
            socket.connect(new InetSocketAddress(
                    "localhost", ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class)));
            var request =
                    "GET /api/auth/revocations HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nConnection: close\r\n"
                            + "Authorization: Bearer " + token + "\r\n"
                            + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            readers.add(this);
            if (reading) {
                Thread.ofVirtual().start(this::read);
            }
        }

        void read() {
            try (var lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                var name = "";
                var data = "";
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (lastId.isEmpty() && !line.startsWith("id:")) {
                        head = head + line.toLowerCase(Locale.ROOT) + "\n";
                    } else if (line.startsWith("id:")) {
                        lastId = line.substring(3).strip();
                    } else if (line.startsWith("event:")) {
                        name = line.substring(6).strip();
                    } else if (line.startsWith("data:")) {
                        data = line.substring(5).strip();
                    } else if (line.startsWith(":")) {
                        comments.incrementAndGet();
                    } else if (line.isEmpty() && !data.isEmpty()) {
                        events.add(new Event(lastId, name, json.readTree(data)));
                        name = "";
                        data = "";
                    }
                }
            } catch (IOException e) {
                // as good as the end
            }
            ended = true;
        }

        /** Of this test, in the order they came. */
        List<String> sids() {
            return events.stream()
                    .filter(event -> event.data().path("app_id").asText().equals(mark))
                    .map(event -> event.data().path("sid").asText())
                    .toList();
        }

        void close() throws IOException {
            socket.close();
        }
    }

    private Reader reader(@Nullable String lastEventId) throws IOException {
        var reader = new Reader(operatorToken("sessions:read"), lastEventId, true);
        await().atMost(PATIENCE).until(() -> !reader.lastId.isEmpty());
        return reader;
    }

    private String publish(String sid, String type, String memberId) throws Exception {
        var data = json.createObjectNode()
                .put("sid", sid)
                .put("member_id", memberId)
                .put("org_id", "whwy")
                .put("app_id", mark)
                .put("reason", "logout")
                .put("at", Instant.now().toString());
        var event = json.createObjectNode().put("type", type);
        event.set("data", data);
        try (var producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(KafkaClients.SESSIONS, sid, event.toString()))
                    .get();
        }
        return sid;
    }

    private List<String> publishEnded(int count) throws Exception {
        var sids = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            sids.add(publish(UUID.randomUUID().toString(), SessionEvents.ENDED, "m1"));
        }
        return sids;
    }

    @Test
    void aSessionThatEndsIsTold() throws Exception {
        var neighbours = Neighbours.fresh();
        var application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m-feed", "o1", "member");
        mark = application.appId();
        var reader = reader(null);
        var visitor = Visitor.with(Visitor.FEISHU);
        var state = parameter(location(visitor.get(application.login())), "state");
        visitor.get(application.login() + "?code=c&state=" + state);

        visitor.post(application.path() + "/logout", "");

        await().atMost(PATIENCE).until(() -> !reader.sids().isEmpty());
        assertThat(reader.head)
                .startsWith("http/1.1 200")
                .contains("content-type: text/event-stream", "x-accel-buffering: no", "cache-control: no-store");
        var event = reader.events.stream()
                .filter(one -> one.data().path("app_id").asText().equals(mark))
                .findFirst()
                .orElseThrow();
        assertThat(event.name()).isEqualTo("session.ended");
        assertThat(event.id()).matches("[0-9]+(-[0-9]+)*");
        assertThat(event.data().propertyStream().map(Map.Entry::getKey))
                .containsExactly("sid", "member_id", "org_id", "app_id", "reason", "ended_at");
        assertThat(event.data().path("reason").asText()).isEqualTo("logout");
        assertThat(event.data().path("member_id").asText()).isEqualTo("m-feed");
        assertThat(Instant.parse(event.data().path("ended_at").asText())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void whoComesBackMissesNothingAndHearsNothingTwice() throws Exception {
        var first = reader(null);
        var sids = publishEnded(10);
        await().atMost(PATIENCE).until(() -> first.sids().size() == 10);
        var seen = first.events.stream()
                .filter(event -> event.data().path("app_id").asText().equals(mark))
                .toList();
        first.close();
        sids.addAll(publishEnded(10));

        for (var cut : List.of(0, 3, 9)) {
            var again = reader(seen.get(cut).id());
            var rest = seen.subList(cut + 1, seen.size()).stream()
                    .map(event -> event.data().path("sid").asText())
                    .toList();
            await().atMost(PATIENCE).until(() -> again.sids().size() >= 19 - cut);
            var heard = again.sids();
            assertThat(heard).doesNotHaveDuplicates().containsAll(rest);
            assertThat(heard).hasSize(19 - cut);
            assertThat(seen.subList(0, cut + 1).stream()
                            .map(event -> event.data().path("sid").asText()))
                    .doesNotContainAnyElementsOf(heard);
        }
        assertThat(sids).hasSize(20);
    }

    @Test
    void anEventTheOutboxCarriedTwiceIsToldOnce() throws Exception {
        var reader = reader(null);
        var sid = UUID.randomUUID().toString();
        publish(sid, SessionEvents.ENDED, "m1");
        publish(sid, SessionEvents.ENDED, "m1");
        var last = publishEnded(1).getFirst();

        await().atMost(PATIENCE)
                .until(() -> reader.sids().contains(last) && reader.sids().contains(sid));
        assertThat(reader.sids()).containsExactlyInAnyOrder(sid, last);
    }

    @Test
    void otherEventsAndNonsenseArePassedOverAndTheHeartbeatSaysHowFar() throws Exception {
        var reader = reader(null);
        var before = reader.lastId;
        publish(UUID.randomUUID().toString(), SessionEvents.REFRESHED, "m1");
        try (var producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(KafkaClients.SESSIONS, "x", "not json"))
                    .get();
        }

        await().atMost(PATIENCE).until(() -> !reader.lastId.equals(before) && reader.comments.get() > 1);
        assertThat(reader.sids()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "1-2-3-4-5-6-7", "-1", "1.5", "999999999999999999-0-0-0-0-0", "9999999999999999999999"})
    void aPlaceThatIsNoneIsRefused(String lastEventId) {
        given().auth()
                .oauth2(operatorToken("sessions:read"))
                .header("Last-Event-ID", lastEventId)
                .accept("text/event-stream, application/json;q=0.5")
                .get("/api/auth/revocations")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Last-Event-ID"));
    }

    private List<TopicPartition> partitions() {
        try (var consumer = kafka.consumer(Optional.empty())) {
            return consumer.partitionsFor(KafkaClients.SESSIONS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
        }
    }

    @Test
    void aPlaceThatIsGoneIsSaidToBe() throws Exception {
        publishEnded(20);
        try (var admin = Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)))) {
            var partitions = partitions();
            var ends = admin.listOffsets(partitions.stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get();
            admin.deleteRecords(ends.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    entry -> RecordsToDelete.beforeOffset(
                                            entry.getValue().offset()))))
                    .all()
                    .get();
        }

        given().auth()
                .oauth2(operatorToken("sessions:read"))
                .header("Last-Event-ID", "0-0-0-0-0-0")
                .get("/api/auth/revocations")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:jit:problem:conflict"));
    }

    @Test
    void itTakesTheScopeAndAToken() {
        given().get("/api/auth/revocations").then().statusCode(401);
        given().auth()
                .oauth2(operatorToken("sessions:write"))
                .get("/api/auth/revocations")
                .then()
                .statusCode(403);
    }

    @Test
    void theStreamEndsWithTheToken() throws Exception {
        var claims = new JwtClaims();
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setSubject("operator");
        claims.setAudience("jit");
        claims.setClaim("token_use", "service");
        claims.setClaim("client_id", "operator");
        claims.setClaim("scope", "sessions:read");
        var now = Instant.now();
        var reader = new Reader(signedTokens.sign(claims, now, now.plusSeconds(5)), null, true);

        await().atMost(PATIENCE).until(() -> reader.ended);
        assertThat(reader.head).contains("200");
        assertThat(Instant.now()).isAfterOrEqualTo(now.plusSeconds(4));
    }

    @Test
    void aReaderThatDoesNotReadIsCut() throws Exception {
        var first = reader(null);
        var place = first.lastId;
        first.close();
        await().atMost(PATIENCE).until(() -> feed.readers() == 0);
        var slow = new Reader(operatorToken("sessions:read"), place, false);
        await().atMost(PATIENCE).until(() -> feed.readers() == 1);
        var large = "m".repeat(200_000);
        for (var i = 0; i < 80; i++) {
            publish(UUID.randomUUID().toString(), SessionEvents.ENDED, large);
        }
        await().atMost(PATIENCE).until(() -> feed.readers() == 0);

        slow.read();

        assertThat(slow.ended).isTrue();
        assertThat(slow.sids()).as("cut before the end").hasSizeLessThan(80);
        var patient = reader(place);
        await().atMost(PATIENCE).until(() -> patient.sids().size() == 80);
    }

    @Test
    void aPositionIsReadAsItIsWritten() throws JsonProcessingException {
        assertThat(FeedPosition.parse("1-0-22").orElseThrow().of(4)).hasToString("1-0-22-0");
        assertThat(FeedPosition.parse("")).isEmpty();
        assertThat(FeedPosition.parse("1--2")).isEmpty();
        assertThat(FeedPosition.parse("1-")).isEmpty();
    }
}
