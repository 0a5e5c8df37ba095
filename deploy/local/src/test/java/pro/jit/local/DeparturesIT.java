package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred people who are signed in are deleted at Feishu, one after the other: each is refused, by nothing but Feishu's event, and nobody else is.
 * How long each took, from the deletion at Feishu to the first refused request, is printed; what it ought to be is for quiet machines and is
 * not tested.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeparturesIT {
    private static final int PEOPLE = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private TestStack stack;
    private Guide guide;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        stack = TestStack.up(data, "--empty", "--no-limits");
        guide = new Guide(stack);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    @Order(1)
    void whoLeavesIsRefusedByFeishusEventAndNobodyElse() throws Exception {
        var everybody = peopleWhoMayEnter();
        var visitors = new ArrayList<Visitor>();
        for (var person : everybody) {
            var visitor = new Visitor(guide.address(), person);
            assertThat(visitor.tapTile().statusCode()).as(person).isEqualTo(200);
            assertThat(visitor.isIn()).as(person).isTrue();
            visitors.add(visitor);
        }
        var stays = visitors.getFirst();

        var millis = new double[PEOPLE];
        for (int i = 1; i <= PEOPLE; i++) {
            var asked = System.nanoTime();
            guide.delete(everybody.get(i));
            awaitRefusal(visitors.get(i), everybody.get(i), asked);
            millis[i - 1] = (System.nanoTime() - asked) / 1e6;
            assertThat(stays.isIn()).isTrue();
        }

        report(millis);
        assertThat(guide.sessions("active=true&limit=200")).hasSize(1);
        assertThat(guide.sessions("active=false&limit=200"))
                .allSatisfy(session ->
                        assertThat(session.path("end_reason").asText()).isEqualTo("access_revoked"));
        assertThat(visitors.getLast().tapTile().body()).doesNotContain("id=\"name\"");
        assertThat(visitors.getLast().isIn()).isFalse();
    }

    /** After all this, there is something to tell of everything. */
    @Test
    @Order(2)
    void everyMetricThatTheDashboardAndTheAlertsNameIsTold() throws Exception {
        var missing = NamedMetrics.missing(told());
        for (int second = 0; second < 60 && !missing.isEmpty(); second++) {
            Thread.sleep(1_000);
            missing = NamedMetrics.missing(told());
        }
        assertThat(missing).isEmpty();
    }

    private List<String> told() throws IOException, InterruptedException {
        var told = new ArrayList<String>();
        for (var service : List.of("gateway", "org_sync", "permission")) {
            told.add(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(stack.origin(service) + "/q/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
        }
        return told;
    }

    /** One more than leave. */
    private List<String> peopleWhoMayEnter() throws InterruptedException {
        guide.createApplication();
        guide.setUpFeishuApp();
        var everybody = guide.hire(PEOPLE + 1);
        var app = guide.feishuApp();
        var created = guide.createOrganization(
                app.path("app_id").asText(), app.path("app_secret").asText());
        guide.finished(created.body().path("first_sync_run_id").asText());
        guide.havePushed();
        guide.grantTo("everyone", "");
        for (var member : guide.members()) {
            if (member.path("name").asText().startsWith("Hired")) {
                TestStack.eventually("The grant to everybody", () -> guide.isGranted(member));
            }
        }
        return everybody;
    }

    private static void awaitRefusal(Visitor visitor, String person, long sinceNanos)
            throws IOException, InterruptedException {
        while (visitor.isIn()) {
            if (System.nanoTime() - sinceNanos > PATIENCE.toNanos()) {
                throw new AssertionError(person + " left and is still in");
            }
            Thread.sleep(2);
        }
    }

    private static void report(double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "from the deletion at Feishu to the refused request, %d departures, milliseconds: p50 %.0f, p90 %.0f, p99 %.0f, most %.0f%n",
                millis.length,
                millis[millis.length / 2],
                millis[millis.length * 9 / 10],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]);
    }
}
