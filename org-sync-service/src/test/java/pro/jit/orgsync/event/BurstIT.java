package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.event.Subscribers.Subscriber;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** Five thousand events at once: each is kept, and in the end everybody is as Feishu has them. In a company of its own. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class BurstIT {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int PEOPLE = 1_000;
    private static final int EVENTS_EACH = 5;

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Subscribers subscribers;

    @Inject
    EventLog events;

    @AfterEach
    void nothingStays() {
        subscribers.end();
    }

    @Test
    void ofFiveThousandEventsNoneIsLost() {
        var company = sandbox.newCompany("Burst");
        var app = company.newApp();
        for (var i = 0; i < 10; i++) {
            company.open("d" + i, "Department " + i, "0");
        }
        company.hire("founder", "Founder", "0");
        var to = subscribers.create(app);
        sandbox.stopEvents(app);
        IntStream.range(0, PEOPLE).forEach(number -> live(company, number));

        sandbox.resumeEvents(app);

        await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            assertThat(subscribers.kept(to)).isEqualTo(PEOPLE * EVENTS_EACH);
            assertThat(subscribers.waiting(to)).isZero();
        });
        assertThat(sandbox.sentEvents(app)).hasSize(PEOPLE * EVENTS_EACH).allSatisfy(event -> assertThat(event)
                .containsEntry("state", "delivered"));
        assertEverybodyIsAsFeishuHasThem(to);
        assertToldOnKafka(to);
        var run = orgSync.sync(to.id());
        assertThat(orgSync.changes(to.id(), run)).isEmpty();
    }

    /** Five events of one person; every tenth leaves in the end, and another tenth is suspended. */
    private static void live(Sandbox.Company company, int number) {
        var key = "p" + number;
        company.hire(key, "Person " + number, "d" + number % 10);
        company.change(key, Map.of("job_title", "first"));
        company.ask(key, "move", Map.of("departments", List.of("d" + (number + 3) % 10, "d" + (number + 4) % 10)));
        company.change(key, Map.of("job_title", "second of " + number));
        switch (number % 10) {
            case 0 -> company.ask(key, "resign", Map.of());
            case 1 -> company.ask(key, "freeze", Map.of());
            default -> company.change(key, Map.of("job_title", "last of " + number));
        }
    }

    private void assertEverybodyIsAsFeishuHasThem(Subscriber to) {
        var expected = new TreeMap<String, String>();
        sandbox.truth(to.app()).forEach((openId, person) -> {
            var departments = new TreeSet<String>();
            person.path("department_ids").forEach(department -> departments.add(department.asText()));
            expected.put(
                    openId,
                    described(
                            person.path("name").asText(),
                            person.path("job_title").asText(),
                            person.path("status").path("is_frozen").asBoolean() ? "frozen" : "active",
                            departments));
        });
        var seen = new TreeMap<String, String>();
        for (var member : orgSync.all(to.id(), "members")) {
            if (!"resigned".equals(member.get("status"))) {
                var departments = new TreeSet<String>();
                OrgSync.places(member)
                        .forEach(place -> departments.add(String.valueOf(place.get("open_department_id"))));
                seen.put(
                        String.valueOf(member.get("open_id")),
                        described(
                                String.valueOf(member.get("name")),
                                member.get("job_title") instanceof String title ? title : "",
                                String.valueOf(member.get("status")),
                                departments));
            }
        }
        assertThat(seen).isEqualTo(expected).hasSize(PEOPLE - PEOPLE / 10 + 1);
    }

    private static String described(String name, String title, String status, Set<String> departments) {
        departments.remove("0");
        return name + "/" + title + "/" + status + "/" + departments;
    }

    /** The last event of each member tells what the directory has, and their revisions have no gap. */
    private void assertToldOnKafka(Subscriber to) {
        var revisions = new TreeMap<String, Long>();
        for (var sent : events.of(to.id())) {
            if (sent.topic().equals("jit.org.members")) {
                var revision = sent.data().path("revision").asLong();
                assertThat(revision).isEqualTo(revisions.getOrDefault(sent.key(), 0L) + 1);
                revisions.put(sent.key(), revision);
            }
        }
        var held = new TreeMap<String, Long>();
        for (var member : orgSync.all(to.id(), "members")) {
            held.put(to.id() + "/" + member.get("member_id"), ((Number) OrgSync.said(member, "revision")).longValue());
        }
        assertThat(revisions).isEqualTo(held);
    }
}
