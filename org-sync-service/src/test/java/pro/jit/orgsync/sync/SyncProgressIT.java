package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Tokens;

/** Whoever pressed the button sees how far the run is. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SyncProgressIT {
    private static final String PEOPLE = "GET /open-apis/contact/v3/users/find_by_department";

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Tokens tokens;

    record Event(String name, JsonNode data) {}

    @AfterEach
    void clear() {
        sandbox.clearFaults();
    }

    @Test
    void aRunIsFollowedFromItsDepartmentsToItsEnd() throws Exception {
        var id = orgSync.created(sandbox.newApp());
        sandbox.fault(PEOPLE, 100, Map.of("latency_millis", 600));
        String run = orgSync.start(id).path("run_id");

        var events = events(follow(id, run, tokens.service("organizations:read")));

        assertThat(events).extracting(Event::name).endsWith("progress", "end").containsOnlyOnce("end");
        var progress = events.stream()
                .filter(event -> event.name().equals("progress"))
                .map(Event::data)
                .toList();
        assertThat(progress).hasSizeGreaterThan(2);
        assertThat(progress).extracting(told -> told.path("lists_read").asInt()).anyMatch(read -> read > 0);
        var reading = progress.stream()
                .filter(told -> told.path("stage").asText().equals("reading_members")
                        && told.path("lists_read").asInt() > 0)
                .findFirst()
                .orElseThrow();
        // The root is read first of all lists and is no department.
        assertThat(reading.path("lists_known").asInt()).isEqualTo(sandbox.departmentCount() + 1);
        assertThat(reading.path("departments_read").asInt()).isEqualTo(sandbox.departmentCount());
        assertThat(reading.path("seconds_left").isIntegralNumber()).isTrue();
        assertThat(reading.path("calls").path("made").asInt())
                .isGreaterThanOrEqualTo(reading.path("lists_read").asInt());
        assertThat(reading.path("calls").path("lower_bound").asInt()).isPositive();
        assertThat(events.getLast().data().path("status").asText()).startsWith("succeeded");
        assertThat(events.getLast().data().path("run_id").asText()).isEqualTo(run);
    }

    @Test
    void aRunThatIsOverSaysSoAtOnce() throws Exception {
        var id = orgSync.created(sandbox.newApp());
        var run = orgSync.sync(id).getString("run_id");

        var answer = follow(id, run, tokens.service("organizations:read"));

        assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(events(answer)).extracting(Event::name).containsExactly("end");
    }

    @Test
    void itEndsWithTheTokenOfWhoeverFollows() throws Exception {
        var id = orgSync.created(sandbox.newApp());
        sandbox.fault(PEOPLE, 100, Map.of("latency_millis", 30_000));
        String run = orgSync.start(id).path("run_id");

        var brief = tokens.token("service", "jit", "https://sso.example.test", "organizations:read", 3);
        var events = events(follow(id, run, brief));

        assertThat(events).isNotEmpty().extracting(Event::name).containsOnly("progress");
        orgSync.ask(id, run, "cancel");
    }

    @Test
    void anUnknownRunIsAProblem() throws Exception {
        var id = orgSync.created(sandbox.newApp());

        for (var run : List.of(UUID.randomUUID().toString(), "nonsense")) {
            var answer = follow(id, run, tokens.service("organizations:read"));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        }
    }

    private HttpResponse<Stream<String>> follow(String id, String run, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + OrgSync.ORGANIZATIONS
                        + "/" + id + "/sync-runs/" + run + "/progress"))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(1))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
    }

    /** All there are, until the other side ends the stream. */
    private static List<Event> events(HttpResponse<Stream<String>> answer) throws JsonProcessingException {
        assertThat(answer.statusCode()).isEqualTo(200);
        var events = new ArrayList<Event>();
        var name = "";
        for (var line : answer.body().toList()) {
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                events.add(new Event(name, new ObjectMapper().readTree(line.substring("data:".length()))));
            }
        }
        return events;
    }
}
