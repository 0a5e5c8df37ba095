package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** Full runs begin by themselves, one for each time that has come, and old ones are forgotten. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ScheduledRunsIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    ScheduledRuns scheduled;

    @Inject
    RunHistory history;

    @Inject
    Jdbi jdbi;

    @Test
    void oneRunBeginsWhenTheTimeHasComeWhateverTheNumberOfReplicas() throws Exception {
        var id = organization("0 3 * * *");
        scheduled.look();
        assertThat(runs(id)).hasSize(1);
        moveTimeOf(id, "interval '1 second'");

        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int replica = 0; replica < 8; replica++) {
                replicas.execute(scheduled::look);
            }
        }

        assertThat(runs(id)).hasSize(2);
        assertThat(nextAt(id)).isAfter(Instant.now());
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        OrgSync.said(runs(id).getFirst(), "status").toString().startsWith("succeeded"));
    }

    @Test
    void timesThatPassedWhileNobodyWasThereAreMadeUpForOnce() {
        var id = organization("0 3 * * *");
        scheduled.look();
        moveTimeOf(id, "interval '9 days'");

        scheduled.look();
        scheduled.look();

        assertThat(runs(id)).hasSize(2);
    }

    @Test
    void aChangedScheduleCountsFromNowAndOneTakenAwayBeginsNothing() {
        var id = organization("0 3 * * *");
        scheduled.look();
        moveTimeOf(id, "interval '1 second'");
        change(id, Map.of("schedule", "CRON_TZ=Asia/Shanghai 0 4 * * *"));
        scheduled.look();
        assertThat(runs(id)).hasSize(1);

        moveTimeOf(id, "interval '1 second'");
        var nothing = new HashMap<String, Object>();
        nothing.put("schedule", null);
        change(id, nothing);
        scheduled.look();
        assertThat(runs(id)).hasSize(1);
    }

    @Test
    void aDisabledOrganizationIsLeftAlone() {
        var id = organization("0 3 * * *");
        scheduled.look();
        moveTimeOf(id, "interval '1 second'");
        change(id, Map.of("status", "disabled"));

        scheduled.look();

        assertThat(runs(id)).hasSize(1);
    }

    @Test
    void aRunThatWaitsForApprovalIsNotThrownAway() {
        var app = sandbox.newApp();
        var people = sandbox.hireMany(app, "scheduled", 20, "design");
        var id = orgSync.created(app);
        people.forEach(sandbox::erase);
        assertThat(orgSync.sync(id).getString("status")).isEqualTo("awaiting_approval");
        change(id, Map.of("schedule", "0 3 * * *"));
        scheduled.look();
        moveTimeOf(id, "interval '1 second'");

        scheduled.look();

        assertThat(runs(id)).hasSize(2);
        assertThat(runs(id).getFirst().get("status")).isEqualTo("awaiting_approval");
    }

    @Test
    void theNextTimesAreTold() {
        var id = organization("CRON_TZ=Asia/Shanghai 0 3 * * *");

        var told = orgSync.writer()
                .get(OrgSync.ORGANIZATIONS + "/" + id + "/schedule")
                .jsonPath();

        assertThat(told.getString("schedule")).isEqualTo("CRON_TZ=Asia/Shanghai 0 3 * * *");
        var next = told.getList("next", String.class);
        assertThat(next).hasSize(5).allMatch(time -> time.endsWith("T19:00:00Z"));
        assertThat(Instant.parse(next.getFirst()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(1)));
        change(id, Map.of("status", "disabled"));
        assertThat(orgSync.writer()
                        .get(OrgSync.ORGANIZATIONS + "/" + id + "/schedule")
                        .<List<?>>path("next"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightly", "* * * * *", "CRON_TZ=Mars/Olympus 0 3 * * *"})
    void aScheduleThatIsNoneIsRefusedByName(String schedule) {
        var request = OrgSync.request(sandbox.newApp());
        request.put("schedule", schedule);

        var answer = orgSync.create(request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("errors[0].field")).isEqualTo("schedule");
        assertThat(answer.<String>path("errors[0].message")).contains("CRON_TZ=Asia/Shanghai 0 3 * * *");
    }

    @Test
    void oldRunsAreForgottenButForTheLatestTwentyAndThoseThatWait() {
        var id = orgSync.created(sandbox.newApp());
        for (int run = 0; run < 21; run++) {
            orgSync.sync(id, true);
        }
        age(id, "finished_at is not null");

        history.prune();

        var kept = runs(id);
        assertThat(kept).hasSize(20);
        assertThat(count("select count(*) from sync_change where run_id not in (select run_id from sync_run)"))
                .isZero();
        history.prune();
        assertThat(runs(id)).hasSize(20);
    }

    private String organization(String schedule) {
        var id = orgSync.created(sandbox.newApp());
        change(id, Map.of("schedule", schedule));
        return id;
    }

    private void change(String id, Map<String, Object> patch) {
        var answer = orgSync.writer().body(patch).patch(OrgSync.ORGANIZATIONS + "/" + id);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private List<Map<String, Object>> runs(String id) {
        return orgSync.all(id, "sync-runs");
    }

    /** As if the time had come so long ago. */
    private void moveTimeOf(String id, String ago) {
        jdbi.useHandle(handle -> handle.createUpdate("update sync_schedule set next_at = now() - " + ago
                        + " where organization_id = cast(:id as uuid)")
                .bind("id", id)
                .execute());
    }

    private Instant nextAt(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select next_at from sync_schedule where organization_id = cast(:id as uuid)")
                .bind("id", id)
                .mapTo(Instant.class)
                .one());
    }

    private void age(String id, String which) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update sync_run set finished_at = now() - interval '91 days' where organization_id = cast(:id as uuid) and "
                                + which)
                .bind("id", id)
                .execute());
    }

    private int count(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }
}
