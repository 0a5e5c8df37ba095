package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** Runs as a caller of the API meets them. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SyncRunIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    @Inject
    Jdbi jdbi;

    private static final String CHILDREN = "GET /open-apis/contact/v3/departments/:department_id/children";

    private final String li = "run-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void asBefore() {
        sandbox.clearFaults();
        sandbox.erase(li);
    }

    @Test
    void isToldInTheShapeThatWasAgreed() {
        var id = orgSync.created(sandbox.newApp());

        var run = orgSync.sync(id);

        Map<String, Object> body = run.getMap("");
        assertThat(body.keySet())
                .containsExactlyInAnyOrder(
                        "run_id",
                        "organization_id",
                        "status",
                        "stage",
                        "dry_run",
                        "started_at",
                        "finished_at",
                        "calls",
                        "departments",
                        "members",
                        "warnings",
                        "losing_access",
                        "problem");
        assertThat(run.getMap("calls").keySet()).isEqualTo(Set.of("made", "lower_bound", "extra", "throttled"));
        for (var counts : List.of("departments", "members")) {
            assertThat(run.getMap(counts).keySet())
                    .isEqualTo(Set.of("read", "added", "updated", "removed", "unchanged", "set_aside"));
        }
        assertThat(body).containsEntry("stage", "applying").containsEntry("dry_run", false);
        assertThat(body)
                .containsEntry("warnings", List.of())
                .containsEntry("losing_access", null)
                .containsEntry("problem", null);
        assertThat(Instant.parse(run.getString("finished_at"))).isAfter(Instant.parse(run.getString("started_at")));
    }

    @Test
    void isAnsweredAtOnceWithItsAddress() {
        var id = orgSync.created(sandbox.newApp());

        var answer = orgSync.start(id);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.header("Location"))
                .endsWith("/api/org/organizations/" + id + "/sync-runs/" + answer.path("run_id"));
        orgSync.finished(id, answer.path("run_id"));
    }

    @Test
    void refusesASecondRunWhileOneIsGoingOnAndSaysWhereThatIs() {
        var id = orgSync.created(sandbox.newApp());
        var going = slowRun(id);

        var second = orgSync.start(id);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.<String>path("type")).isEqualTo("urn:jit:problem:conflict");
        assertThat(second.header("Location")).endsWith("/sync-runs/" + going);
        orgSync.ask(id, going, "cancel").then().statusCode(200);
    }

    @Test
    void endsARunThatIsReadingWhenItIsCancelled() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);
        sandbox.hire(app, li, "李", "0");
        var going = slowRun(id);

        var answer = orgSync.ask(id, going, "cancel");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(orgSync.run(id, going).getString("status")).isEqualTo("cancelled");
        await().untilAsserted(() -> assertThat(staged(going)).isZero());
        sandbox.clearFaults();
        assertThat(orgSync.sync(id).getInt("members.added")).isEqualTo(1);
    }

    @Test
    void changesNothingInADryRunAndSaysWhatItWouldDo() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);
        var sent = events.of(id).size();
        var people = orgSync.all(id, "members");
        sandbox.hire(app, li, "李", "design");

        var run = orgSync.sync(id, true);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
        assertThat(run.getBoolean("dry_run")).isTrue();
        assertThat(run.getString("stage")).isEqualTo("comparing");
        assertThat(run.getInt("members.added")).isEqualTo(1);
        assertThat(orgSync.all(id, "members")).isEqualTo(people);
        assertThat(events.of(id)).hasSize(sent);
        assertThat(orgSync.changes(id, run)).singleElement().satisfies(change -> assertThat(change)
                .containsEntry("entity", "member")
                .containsEntry("kind", "added")
                .containsEntry("name", "李")
                .containsEntry("before", null));
    }

    @Test
    void listsItsChangesPageByPageEachOnce() {
        var id = orgSync.created(sandbox.newApp());
        var first = firstRun(id);

        var changes = orgSync.changes(id, first);

        assertThat(changes).hasSize(sandbox.peopleCount() + sandbox.departmentCount());
        assertThat(changes).extracting(change -> change.get("id")).doesNotHaveDuplicates();
    }

    @Test
    void showsOfAnUpdateWhatChangedAndHidesMailAndPhone() {
        var app = sandbox.newApp();
        sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        sandbox.change(li, Map.of("job_title", "Teacher", "email", "new@mail.example"));

        var run = orgSync.sync(id);

        var change = orgSync.changes(id, run).getFirst();
        assertThat(change.get("kind")).isEqualTo("updated");
        assertThat(OrgSync.said(change, "before").toString())
                .doesNotContain("@")
                .contains("job_title");
        assertThat(change.get("after")).isEqualTo(Map.of("job_title", "Teacher", "email", "•••"));
    }

    @Test
    void listsTheRunsTheLatestFirst() {
        var id = orgSync.created(sandbox.newApp());
        var second = orgSync.sync(id).getString("run_id");
        var third = orgSync.sync(id).getString("run_id");

        var page = orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id + "/sync-runs?limit=2");

        assertThat(page.<List<String>>path("items.run_id")).containsExactly(third, second);
        assertThat(orgSync.writer()
                        .get(OrgSync.ORGANIZATIONS + "/" + id + "/sync-runs?limit=2&cursor=" + page.path("next_cursor"))
                        .<List<?>>path("items"))
                .hasSize(1);
    }

    @Test
    void isNotFoundUnderAnotherOrganization() {
        var one = orgSync.created(sandbox.newApp());
        var other = orgSync.created(sandbox.newApp());
        var run = firstRun(one).getString("run_id");

        for (var path : List.of("", "/changes")) {
            orgSync.writer()
                    .get(OrgSync.ORGANIZATIONS + "/" + other + "/sync-runs/" + run + path)
                    .then()
                    .statusCode(404);
        }
        for (var what : List.of("approve", "cancel")) {
            assertThat(orgSync.ask(other, run, what).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"dry_run\":\"yes\"}", "{\"dry_run\":1}", "[]", "7", "{"})
    void isNotStartedByARequestThatIsNotValid(String body) {
        var id = orgSync.created(sandbox.newApp());

        var answer = orgSync.writer().body(body).post(OrgSync.ORGANIZATIONS + "/" + id + "/sync-runs");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:invalid-request");
        assertThat(answer.<List<?>>path("errors")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?cursor=nonsense", "?cursor=AAAA", "?limit=0", "?limit=201", "?limit=many"})
    void isNotListedForARequestThatIsNotValid(String query) {
        var id = orgSync.created(sandbox.newApp());
        var runs = OrgSync.ORGANIZATIONS + "/" + id + "/sync-runs";

        for (var list : List.of(runs, runs + "/" + firstRun(id).getString("run_id") + "/changes")) {
            var answer = orgSync.writer().get(list + query);
            assertThat(answer.statusCode()).as(list).isEqualTo(400);
            assertThat(answer.<List<?>>path("errors")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"entity=person, entity", "kind=gone, kind", "kind=Removed, kind", "loses_access=maybe, loses_access"})
    void namesTheFilterOfChangesThatIsNotValid(String filter, String parameter) {
        var id = orgSync.created(sandbox.newApp());
        var run = firstRun(id).getString("run_id");

        var answer =
                orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id + "/sync-runs/" + run + "/changes?" + filter);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<List<String>>path("errors.field")).containsExactly(parameter);
    }

    private JsonPath firstRun(String id) {
        return orgSync.run(
                id, orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id).path("first_sync_run_id"));
    }

    /** A run that waits for Feishu until it is cancelled. */
    private String slowRun(String id) {
        sandbox.fault(CHILDREN, 100, Map.of("latency_millis", 60_000));
        String run = orgSync.start(id).path("run_id");
        await().until(() -> "reading_departments".equals(orgSync.run(id, run).getString("stage")));
        return run;
    }

    private int staged(String run) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select (select count(*) from sync_staged_member where run_id = cast(:run as uuid)) + (select count(*) from sync_staged_department where run_id = cast(:run as uuid))")
                .bind("run", run)
                .mapTo(Integer.class)
                .one());
    }
}
