package pro.jit.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.gateway.TestEnvironment;

/** Who has left is not only let in no more: what was being passed to them ends, however long it would have lasted. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(value = TestUpstream.class, restrictToAnnotatedClass = true)
class EndedSessionIT {
    private final Sessions sessions;
    private final String upstream;
    private final URI gateway;
    private final String kafka;
    private final String leaving = UUID.randomUUID().toString();
    private final String staying = UUID.randomUUID().toString();

    EndedSessionIT(
            Sessions sessions,
            @ConfigProperty(name = "test.upstream", defaultValue = "not started") String upstream,
            @ConfigProperty(name = "test.url") URI gateway,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.sessions = sessions;
        this.upstream = upstream;
        this.gateway = gateway;
        this.kafka = kafka;
    }

    @BeforeEach
    void createApplication() {
        Sessions.awaitReadiness();
        Sessions.createApplication("ended", "app", upstream);
    }

    @ParameterizedTest
    @CsvSource({"socket, member-1", "slow, first"})
    void whatIsOpenEndsWithTheSessionAndNothingOfOthers(String what, String greeting) throws Exception {
        try (var one = RawConnection.to(gateway);
                var other = RawConnection.to(gateway)) {
            one.send(request(what, leaving)).readUntil(greeting);
            other.send(request(what, staying)).readUntil(greeting);

            end(leaving);

            ends(one);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(open(what)).isEqualTo("1"));
            assertThat(other.isOpen()).isTrue();
            end(staying);
            ends(other);
        }
    }

    @ParameterizedTest
    @CsvSource({"socket", "slow"})
    void nothingIsOpenedForASessionThatHasEnded(String what) throws Exception {
        end(leaving);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().redirects()
                                .follow(false)
                                .cookie("jit_session", sessions.token("ended", "app", leaving))
                                .get("/ended/app/seen")
                                .statusCode()
                        == 401);

        try (var one = RawConnection.to(gateway)) {
            assertThat(one.send(request(what, leaving)).readUntil("session-required"))
                    .startsWith("HTTP/1.1 401");
        }
    }

    private static void ends(RawConnection connection) throws IOException {
        try {
            connection.readAll();
        } catch (SocketException e) {
            // Ended too, though not at a place where it might have.
        }
    }

    private String request(String what, String sid) {
        return "GET /ended/app/%s HTTP/1.1\r\nHost: localhost:8080\r\nCookie: jit_session=%s\r\n%s"
                .formatted(
                        what,
                        sessions.token("ended", "app", sid),
                        what.equals("socket")
                                ? RawConnection.lines(
                                        "Connection: Upgrade",
                                        "Upgrade: websocket",
                                        "Sec-WebSocket-Version: 13",
                                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
                                : "\r\n");
    }

    private String open(String what) {
        return given().cookie("jit_session", sessions.token("ended", "app"))
                .get("/ended/app/open/" + what)
                .asString();
    }

    /** As another replica would tell it. */
    private void end(String sid) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var event = "{\"type\":\"pro.jit.auth.session.ended.v1\",\"data\":{\"sid\":\"" + sid + "\"}}";
            producer.send(new ProducerRecord<>("jit.auth.sessions", sid, event)).get();
        }
    }
}
