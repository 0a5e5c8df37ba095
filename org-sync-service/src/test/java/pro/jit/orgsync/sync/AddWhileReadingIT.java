package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;

/** The first run of an organization adds people while it still reads others; no other run does. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class AddWhileReadingIT {
    private static final String PEOPLE = "GET /open-apis/contact/v3/users/find_by_department";
    /** No multiple of the pace at which people are added: whom a reader is just writing down waits for the next time. */
    private static final int LATENCY = 1300;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[] DEPARTMENTS =
            IntStream.rangeClosed(1, 24).mapToObj(number -> "ahead-" + number).toArray(String[]::new);

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    @Inject
    Jdbi jdbi;

    private App app;
    private String everywhere;

    /** One person is in every department, and so is read first and last. */
    @BeforeEach
    void company() {
        app = sandbox.newApp();
        for (var department : DEPARTMENTS) {
            sandbox.open(department, department, "0");
        }
        everywhere = sandbox.hire(app, "ahead-everywhere", "Everywhere", DEPARTMENTS);
        sandbox.appoint(DEPARTMENTS[0], "ahead-everywhere");
        sandbox.fault(PEOPLE, 1000, Map.of("latency_millis", LATENCY));
    }

    @AfterEach
    void asBefore() {
        sandbox.clearFaults();
        sandbox.erase("ahead-everywhere");
        sandbox.erase("ahead-new");
        for (var department : DEPARTMENTS) {
            sandbox.close(department);
        }
    }

    private record Started(String id, String run) {}

    private Started start() {
        var created = orgSync.create(OrgSync.request(app));
        return new Started(created.path("organization_id"), created.path("first_sync_run_id"));
    }

    @Test
    void peopleAreThereBeforeEverybodyWasReadAndOnce() {
        var first = start();
        awaitAdded(first);
        assertThat(stage(first)).isEqualTo("reading_members");

        var run = orgSync.finished(first.id(), first.run());

        assertThat(run.getString("status")).as(run.prettify()).startsWith("succeeded");
        assertThat(run.getInt("members.added")).isEqualTo(sandbox.peopleCount());
        assertThat(run.getInt("members.updated")).isZero();
        assertThat(run.getInt("members.unchanged")).isZero();
        assertThat(run.getInt("departments.added")).isEqualTo(sandbox.departmentCount());
        assertThat(run.getInt("departments.updated")).isZero();
        assertThat(orgSync.all(first.id(), "members")).hasSize(sandbox.peopleCount());
        assertThat(orgSync.changes(first.id(), run).stream()
                        .filter(change -> "member".equals(change.get("entity")))
                        .map(change -> change.get("id")))
                .hasSize(sandbox.peopleCount())
                .doesNotHaveDuplicates();
        assertThat(events.of(first.id()).stream()
                        .filter(event -> event.topic().equals("jit.org.members"))
                        .map(EventLog.Sent::type))
                .hasSize(sandbox.peopleCount())
                .containsOnly("pro.jit.org.member.created.v1");
    }

    @Test
    void whoLeadsADepartmentIsKnownInTheEnd() {
        var first = start();
        orgSync.finished(first.id(), first.run());

        var person = orgSync.member(first.id(), everywhere);
        var led = orgSync.department(first.id(), DEPARTMENTS[0]);

        assertThat(OrgSync.said(led, "leaders")).isEqualTo(List.of(OrgSync.said(person, "member_id")));
        assertThat(OrgSync.places(person)).hasSize(DEPARTMENTS.length).allSatisfy(place -> assertThat(
                        place.get("leader"))
                .isEqualTo(OrgSync.said(place, "department_id").equals(OrgSync.said(led, "department_id"))));
    }

    @Test
    void somebodyWhoIsReadDifferentlyLaterIsKnownAsReadLast() {
        var first = start();
        awaitAdded(first);
        sandbox.change("ahead-everywhere", Map.of("job_title", "Director of everything"));

        var run = orgSync.finished(first.id(), first.run());

        assertThat(run.getInt("members.added")).isEqualTo(sandbox.peopleCount());
        assertThat(run.getInt("members.updated")).isZero();
        assertThat(orgSync.member(first.id(), everywhere)).containsEntry("job_title", "Director of everything");
        assertThat(orgSync.changes(first.id(), run).stream()
                        .filter(change -> String.valueOf(change.get("after")).contains(everywhere)))
                .singleElement()
                .satisfies(change -> assertThat(change.toString()).contains("added", "Director of everything"));
    }

    @Test
    void theNextRunFindsNothingNew() {
        var first = start();
        orgSync.finished(first.id(), first.run());
        sandbox.clearFaults();

        var run = orgSync.sync(first.id());

        assertThat(orgSync.changes(first.id(), run)).isEmpty();
    }

    @Test
    void whoWasAddedStaysWhenTheRunIsCancelledAndTheNextRunAddsTheRest() {
        var first = start();
        awaitAdded(first);
        assertThat(orgSync.ask(first.id(), first.run(), "cancel").statusCode()).isLessThan(300);
        await().atMost(PATIENCE).until(() -> "cancelled".equals(run(first).getString("status")));
        sandbox.clearFaults();
        assertThat(added(first.id())).isBetween(1, sandbox.peopleCount() - 1);

        var next = orgSync.sync(first.id());

        assertThat(next.getString("status")).as(next.prettify()).startsWith("succeeded");
        assertThat(next.getInt("members.removed")).isZero();
        assertThat(orgSync.all(first.id(), "members")).hasSize(sandbox.peopleCount());
    }

    @Test
    void aLaterRunAndADryRunAddNobodyBeforeTheyHaveComparedEverybody() {
        sandbox.clearFaults();
        var id = orgSync.created(app);
        everywhere = sandbox.hire(app, "ahead-new", "Somebody new", DEPARTMENTS);
        sandbox.fault(PEOPLE, 1000, Map.of("latency_millis", LATENCY));
        for (var body : List.of(Map.of("dry_run", true), Map.of())) {
            String run = orgSync.writer()
                    .body(body)
                    .post(OrgSync.ORGANIZATIONS + "/" + id + "/sync-runs")
                    .path("run_id");
            var begun = new Started(id, run);
            await().atMost(PATIENCE).until(() -> stage(begun).equals("reading_members"));
            var seen = await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(
                            () -> stage(begun).equals("reading_members") ? known(id) : Integer.valueOf(-1),
                            count -> count != 0);
            assertThat(seen).as("nobody before the reading was over").isEqualTo(-1);
            orgSync.finished(id, run);
        }
        assertThat(known(id)).isEqualTo(1);
    }

    private void awaitAdded(Started run) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> known(run.id()) == 1);
    }

    private JsonPath run(Started run) {
        return orgSync.run(run.id(), run.run());
    }

    private String stage(Started run) {
        return run(run).getString("stage");
    }

    /** Whether the person of all departments is in the directory. */
    private int known(String id) {
        return count(
                "select count(*) from member where organization_id = cast(:id as uuid) and open_id = '" + everywhere
                        + "'",
                id);
    }

    private int added(String id) {
        return count("select count(*) from member where organization_id = cast(:id as uuid)", id);
    }

    private int count(String sql, String id) {
        return jdbi.withHandle(handle ->
                handle.createQuery(sql).bind("id", id).mapTo(Integer.class).one());
    }
}
