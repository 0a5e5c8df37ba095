package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** What an event told while a run was reading is not undone by what the run had read before. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EventsDuringARunIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String MEMBERS = "GET /open-apis/contact/v3/users/find_by_department";
    private static final String CHILDREN = "GET /open-apis/contact/v3/departments/:department_id/children";

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Subscribers subscribers;

    private final String key = "during-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void nothingStays() {
        sandbox.clearFaults();
        subscribers.end();
    }

    /** Has the people of the root come late, so that a run goes on for a while after it has read the rest. */
    private void slow() {
        sandbox.fault(MEMBERS, 1, Map.of("query_contains", "department_id=0&", "latency_millis", 5_000));
    }

    @Test
    void whoIsSuspendedMeanwhileStaysSuspended() {
        var to = subscribers.create(sandbox.newApp());
        var openId = sandbox.hire(to.app(), key, key, "design");
        await().atMost(SOON).untilAsserted(() -> assertThat(orgSync.all(to.id(), "members"))
                .anyMatch(known -> openId.equals(known.get("open_id"))));
        var design = OrgSync.said(orgSync.department(to.id(), "设计部"), "open_department_id");
        sandbox.fault(
                MEMBERS,
                1,
                Map.of(
                        "query_contains",
                        "department_id=" + design,
                        "trigger",
                        Map.of(
                                "moment",
                                "after",
                                "changes",
                                List.of(Map.of("change", "freeze_person", "person", key)))));
        slow();

        var run = orgSync.sync(to.id());

        assertThat(run.getString("status")).as(run.prettify()).startsWith("succeeded");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(orgSync.member(to.id(), openId)).containsEntry("status", "frozen"));
        assertThat(orgSync.changes(to.id(), run)).noneMatch(change -> key.equals(change.get("name")));
        sandbox.erase(key);
    }

    @Test
    void aDepartmentThatIsOpenedMeanwhileStays() {
        var to = subscribers.create(sandbox.newApp());
        slow();
        var before = sandbox.calls(CHILDREN);
        String run = orgSync.start(to.id()).path("run_id");
        await().atMost(SOON).until(() -> sandbox.calls(CHILDREN) > before);
        await().during(Duration.ofMillis(500)).until(() -> true);

        sandbox.open(key, key, "0");
        orgSync.finished(to.id(), run);

        await().atMost(SOON).untilAsserted(() -> assertThat(orgSync.department(to.id(), key))
                .containsEntry("status", "active"));
        assertThat(orgSync.all(to.id(), "sync-runs/" + run + "/changes"))
                .noneMatch(change -> "removed".equals(change.get("kind")));
        sandbox.close(key);
    }
}
