package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.local.TraceCollector.TracedSpan;

/** What has one cause is one trace, whichever services and topics it goes through, and tells no secret and nobody's name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TracesIT {
    private static final Set<String> ALL = Set.of("auth-gateway", "org-sync-service", "permission-service");

    private TraceCollector collector;
    private TestStack stack;
    private Guide guide;
    private String person;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        collector = TraceCollector.start();
        stack = TestStack.up(collector.environment(), data, "--empty", "--no-limits");
        guide = new Guide(stack);
        person = guide.hire(1).getFirst();
        guide.connect();
        guide.havePushed();
        guide.grantTo("everyone", "");
        TestStack.eventually("The grant to everybody", () -> guide.isGranted(guide.member(person)));
    }

    @AfterAll
    void stop() {
        stack.close();
        collector.close();
    }

    @Test
    @Order(1)
    void aSignInIsOneTraceThroughTheServicesItAsks() throws Exception {
        var visitor = new Visitor(guide.address(), person);

        assertThat(visitor.tapTile().statusCode()).isEqualTo(200);

        TestStack.eventually("A trace of the sign-in", () -> collector.spans().stream()
                .filter(span ->
                        span.service().equals("auth-gateway") && span.said().contains("/login"))
                .anyMatch(span -> services(span.traceId()).contains("permission-service")));
    }

    @Test
    @Order(2)
    void aDepartureIsOneTraceFromFeishusEventToTheEndOfTheSession() throws Exception {
        var visitor = new Visitor(guide.address(), person);
        assertThat(visitor.tapTile().statusCode()).isEqualTo(200);

        guide.delete(person);
        visitor.awaitEnd();

        TestStack.eventually("A trace of the departure", () -> named("access change").stream()
                .anyMatch(change -> named("feishu events").stream()
                        .anyMatch(event -> event.traceId().equals(change.traceId())
                                && services(event.traceId()).equals(ALL))));
        var trace = named("access change").getLast().traceId();
        assertThat(collector.spans().stream()
                        .filter(span -> span.traceId().equals(trace))
                        .map(TracedSpan::name))
                .contains("feishu events", "directory events", "access change");
    }

    @Test
    @Order(3)
    void noSpanTellsAQueryASecretOrAPerson() {
        var secret = guide.feishuApp().path("app_secret").asText();
        assertThat(collector.spans()).isNotEmpty().allSatisfy(span -> assertThat(span.said())
                .doesNotContain("?", "Bearer ", "eyJ", "Hired", secret)
                .doesNotContainPattern("url\\.query=\\S"));
    }

    private List<TracedSpan> named(String name) {
        return collector.spans().stream()
                .filter(span -> span.name().equals(name))
                .toList();
    }

    private Set<String> services(String traceId) {
        return collector.spans().stream()
                .filter(span -> span.traceId().equals(traceId))
                .map(TracedSpan::service)
                .collect(Collectors.toSet());
    }
}
