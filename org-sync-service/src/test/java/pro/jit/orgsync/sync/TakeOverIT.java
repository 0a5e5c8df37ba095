package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Replica;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;
import pro.jit.orgsync.testing.WayToFeishu;

/** A run outlives the replica that began it: another goes on with it from where it stands. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class TakeOverIT {
    private static final String PEOPLE = "GET /open-apis/contact/v3/users/find_by_department";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int DEPARTMENTS = 24;

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    WayToFeishu way;

    @Inject
    Jdbi jdbi;

    @Inject
    EventLog events;

    @Inject
    SyncRunRepository runs;

    @BeforeEach
    void manyDepartments() {
        IntStream.rangeClosed(1, DEPARTMENTS)
                .forEach(number -> sandbox.open("take-over-" + number, "Take over " + number, "0"));
        way.open();
    }

    @AfterEach
    void clear() {
        sandbox.clearFaults();
        way.block();
        IntStream.rangeClosed(1, DEPARTMENTS).forEach(number -> sandbox.close("take-over-" + number));
    }

    @Test
    void aRunWhoseReplicaIsKilledIsGoneOnWithAndHardlyAnythingReadTwice(@TempDir Path folder) throws IOException {
        var app = sandbox.newApp();
        String id;
        String run;
        sandbox.fault(PEOPLE, 1000, Map.of("latency_millis", 700));
        try (var other = Replica.start(
                folder, Map.of("jit.sync.lease", "PT8S", "jit.sync.readers", "3", "jit.sync.most-readers", "3"))) {
            var answer = orgSync.writer().port(other.port()).body(request(app)).post(OrgSync.ORGANIZATIONS);
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
            id = answer.path("organization_id");
            run = answer.path("first_sync_run_id");
            await().atMost(PATIENCE).until(() -> readings(run, "people", "read") >= 4 && added(id) > 0);
            other.kill();
        }
        sandbox.clearFaults();

        var done = over(id, run);

        assertThat(done.getString("status")).as(done.prettify()).startsWith("succeeded");
        assertThat(orgSync.all(id, "departments")).hasSize(sandbox.departmentCount());
        assertThat(orgSync.all(id, "members")).hasSize(sandbox.peopleCount());
        var people = way.asked();
        people.keySet().removeIf(address -> !address.contains("find_by_department"));
        assertThat(people.values()).allMatch(times -> times <= 2);
        assertThat(people.values()).filteredOn(times -> times == 2).hasSizeLessThanOrEqualTo(3);
        assertEverybodyAddedOnce(id, done);
    }

    /** Also those whom the replica that was killed had added; what it had sent may have been sent again. */
    private void assertEverybodyAddedOnce(String id, JsonPath run) {
        assertThat(run.getInt("members.added")).isEqualTo(sandbox.peopleCount());
        assertThat(run.getInt("members.updated")).isZero();
        var told = events.of(id).stream()
                .filter(event -> event.topic().equals("jit.org.members"))
                .collect(Collectors.toMap(
                        event -> event.event().path("id").asText(), Function.identity(), (sent, again) -> sent))
                .values();
        assertThat(told.stream().map(EventLog.Sent::type)).containsOnly("pro.jit.org.member.created.v1");
        assertThat(told.stream().map(EventLog.Sent::key))
                .hasSize(sandbox.peopleCount())
                .doesNotHaveDuplicates();
    }

    @Test
    void aRunWhoseReplicaIsStoppedIsGoneOnWithAtOnce(@TempDir Path folder) throws IOException {
        var app = sandbox.newApp();
        String id;
        String run;
        sandbox.fault(PEOPLE, 1000, Map.of("latency_millis", 700));
        try (var other = Replica.start(folder, Map.of("jit.sync.lease", "PT1H", "jit.sync.readers", "2"))) {
            var answer = orgSync.writer().port(other.port()).body(request(app)).post(OrgSync.ORGANIZATIONS);
            id = answer.path("organization_id");
            run = answer.path("first_sync_run_id");
            await().atMost(PATIENCE).until(() -> readings(run, "people", "read") >= 2);
        }
        sandbox.clearFaults();

        assertThat(over(id, run).getString("status")).startsWith("succeeded");
        assertThat(takeovers(run)).isZero();
    }

    @Test
    void aRunThatWasApplyingAppliesTheRest() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);
        sandbox.hire(app, "take-over-zhang", "张", "design");
        var run = orgSync.sync(id, true).getString("run_id");
        lose(run, "applying", 0);

        assertThat(over(id, run).getString("status")).startsWith("succeeded");

        assertThat(orgSync.member(id, sandbox.openId(app, "take-over-zhang"))).containsEntry("status", "active");
        sandbox.erase("take-over-zhang");
    }

    @Test
    void aListWhosePageTokenHasExpiredMeanwhileIsReadAgainFromItsFirstPage() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);
        var people = sandbox.hireMany(app, "take-over-many", 60, "design");
        try {
            sandbox.fault(PEOPLE, 1000, Map.of("latency_millis", 700));
            String run = orgSync.start(id).path("run_id");
            await().atMost(PATIENCE).until(() -> pageTokens(run) > 0);
            jdbi.useHandle(handle -> handle.createUpdate(
                            "update sync_reading set page_token = 'expired' where run_id = cast(:run as uuid) and page_token is not null")
                    .bind("run", run)
                    .execute());
            lose(run, "reading_members", 0);
            sandbox.clearFaults();

            var done = over(id, run);

            assertThat(done.getString("status")).as(done.prettify()).startsWith("succeeded");
            assertThat(done.getList("calls.extra.reason")).contains("resumed", "page_token_expired");
            assertThat(done.getInt("members.added")).isEqualTo(60);
        } finally {
            people.forEach(sandbox::erase);
        }
    }

    @Test
    void aRunThatIsWrittenToAllTheTimeStaysWithItsReplicaAndCanBeCancelled() {
        var id = orgSync.created(sandbox.newApp());
        sandbox.fault(PEOPLE, 1000, Map.of("latency_millis", 5000));
        String run = orgSync.start(id).path("run_id");
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 3).forEach(writer -> writers.execute(() -> writeUntilItEnds(UUID.fromString(run))));
            var lease = lease(run);

            await().atMost(PATIENCE).until(() -> lease(run).isAfter(lease));

            assertThat(orgSync.ask(id, run, "cancel").statusCode()).isLessThan(300);
        }
        assertThat(over(id, run).getString("status")).isEqualTo("cancelled");
    }

    /** One transaction after the other; of several writers there is always one in the middle of it. */
    private void writeUntilItEnds(UUID run) {
        try {
            while (true) {
                jdbi.useTransaction(handle -> {
                    runs.fence(handle, run);
                    handle.execute("select pg_sleep(0.1 + random() / 5)");
                });
            }
        } catch (RunEnded e) {
            // It was cancelled.
        }
    }

    @Test
    void aRunThatLosesEveryReplicaIsGivenUp() {
        var id = orgSync.created(sandbox.newApp());
        var run = orgSync.sync(id, true).getString("run_id");
        lose(run, "reading_members", 3);

        var done = over(id, run);

        assertThat(done.getString("status")).isEqualTo("failed");
        assertThat(done.getString("problem.type")).isEqualTo("urn:jit:problem:sync-interrupted");
    }

    private static Map<String, Object> request(App app) {
        var request = new HashMap<>(OrgSync.request(app));
        request.put("platform", "lark");
        return request;
    }

    /** As if the run were another replica's, of which nothing has been heard for long. */
    private void lose(String run, String stage, int takeovers) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update sync_run set status = 'running', finished_at = null, stage = :stage, owner = :nobody,
                            lease_until = now() - interval '1 minute', takeovers = :takeovers
                        where run_id = cast(:run as uuid)
                        """)
                .bind("stage", stage)
                .bind("nobody", UUID.randomUUID())
                .bind("takeovers", takeovers)
                .bind("run", run)
                .execute());
    }

    private JsonPath over(String id, String run) {
        return await().atMost(PATIENCE)
                .until(() -> orgSync.run(id, run), found -> !"running".equals(found.getString("status")));
    }

    private int readings(String run, String kind, String state) {
        return count(
                "select count(*) from sync_reading where run_id = cast(:id as uuid) and kind = '" + kind
                        + "' and state = '" + state + "'",
                run);
    }

    private int pageTokens(String run) {
        return count(
                "select count(*) from sync_reading where run_id = cast(:id as uuid) and page_token is not null", run);
    }

    private int added(String id) {
        return count("select count(*) from member where organization_id = cast(:id as uuid)", id);
    }

    private int takeovers(String run) {
        return count("select takeovers from sync_run where run_id = cast(:id as uuid)", run);
    }

    private Instant lease(String run) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select lease_until from sync_run where run_id = cast(:run as uuid)")
                        .bind("run", run)
                        .mapTo(Instant.class)
                        .one());
    }

    private int count(String sql, String id) {
        return jdbi.withHandle(handle ->
                handle.createQuery(sql).bind("id", id).mapTo(Integer.class).one());
    }
}
