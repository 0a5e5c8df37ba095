package pro.jit.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pro.jit.gateway.Visitor.problem;
import static pro.jit.gateway.console.Administrators.browser;
import static pro.jit.gateway.console.Administrators.signedIn;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.Neighbours.Reply;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;

/** What the console says of the services' health, which it samples every 10 seconds. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class ConsoleHealthIT {
    Neighbours neighbours;

    @BeforeEach
    void fresh() {
        neighbours = Neighbours.fresh();
    }

    private static JsonObject report() {
        var answer = signedIn().get("/console/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static JsonObject named(String list, String name) {
        return report().getJsonArray(list).stream()
                .map(JsonObject.class::cast)
                .filter(entry -> entry.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double last(String series) {
        var points = named("series", series).getJsonArray("points");
        return points.isEmpty() ? -1 : points.getJsonObject(points.size() - 1).getDouble("value");
    }

    @Test
    void readinessAndMeasuresAreThoseTheServicesTell() {
        neighbours.tell("org-sync", "/q/health/ready", Reply.ok("""
                {"status":"UP","checks":[{"name":"Database","status":"UP","data":{"x":1}}]}"""));
        neighbours.tell("org-sync", "/q/metrics", Reply.ok("jit_event_lag_seconds 4.0\njit_outbox_waiting 2.0\n"));
        neighbours.tell("permission", "/q/health/ready", Reply.of(503, """
                {"status":"DOWN","checks":[{"name":"directory","status":"DOWN"},{"name":"Database","status":"UP"}]}"""));
        neighbours.tell("permission", "/q/metrics", Reply.ok("""
                jit_directory_lag_seconds{topic="jit.org.members"} 1.0
                jit_directory_lag_seconds{topic="jit.org.departments"} 33.5
                jit_outbox_waiting 40.0
                """));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(last("directory_lag_seconds")).isEqualTo(33.5);
            assertThat(last("event_lag_seconds")).isEqualTo(4);
            assertThat(last("outbox_depth")).isGreaterThanOrEqualTo(42);
            assertThat(named("services", "org-sync-service").getBoolean("ready"))
                    .isTrue();
            var permission = named("services", "permission-service");
            assertThat(permission.getBoolean("ready")).isFalse();
            assertThat(permission.getJsonArray("checks").encode())
                    .isEqualTo("[{\"name\":\"directory\",\"up\":false},{\"name\":\"Database\",\"up\":true}]");
            assertThat(named("services", "auth-gateway").getJsonArray("checks").encode())
                    .contains("sessions topic");
        });
        assertThat(named("series", "directory_lag_seconds").getString("unit")).isEqualTo("seconds");
        assertThat(named("series", "outbox_depth").getString("unit")).isEqualTo("messages");
        assertThat(named("series", "revocation_latency_seconds").getJsonArray("points"))
                .isNotNull();
    }

    @Test
    void whatDoesNotAnswerOrCannotBeUnderstoodIsNotReadyAndNotUnready() {
        neighbours.tell("org-sync", "/q/health/ready", Reply.ok("<html>a proxy</html>"));
        neighbours.tell("permission", "/q/health/ready", Reply.hangUp());

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (var service : new String[] {"org-sync-service", "permission-service"}) {
                assertThat(named("services", service).containsKey("ready")).isTrue();
                assertThat(named("services", service).getValue("ready")).isNull();
                assertThat(named("services", service).getJsonArray("checks")).isEmpty();
            }
        });
    }

    @Test
    void itIsForAdministratorsOfThePlatform() {
        assertThat(problem(browser().get("/console/health"))).isEqualTo("session-required");
    }
}
