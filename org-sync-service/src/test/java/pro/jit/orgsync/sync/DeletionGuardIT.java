package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Siblings;

/** Who would remove many at once is asked whether that is meant. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DeletionGuardIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    @Inject
    Siblings siblings;

    private final String key = "guard-" + UUID.randomUUID().toString().substring(0, 8);
    private List<String> hired = List.of();

    @AfterEach
    void gone() {
        hired.forEach(sandbox::erase);
    }

    @Test
    void holdsARunThatWouldRemoveMoreThanTenPeople() {
        var id = organizationThatLoses(11);

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("awaiting_approval");
        assertThat(run.getString("problem.type")).isEqualTo("urn:jit:problem:deletion-guard");
        assertThat(run.getInt("problem.status")).isEqualTo(409);
        assertThat(run.getInt("members.removed")).isEqualTo(11);
        assertThat(run.<Object>get("finished_at")).isNull();
        assertNobodyRemoved(id);
    }

    @Test
    void showsWhomAHeldRunWouldRemove() {
        var id = organizationThatLoses(11);

        var run = orgSync.sync(id);

        assertThat(orgSync.changes(id, run))
                .filteredOn(change -> Objects.equals(change.get("kind"), "removed"))
                .extracting(change -> change.get("name"))
                .containsExactlyInAnyOrderElementsOf(hired);
    }

    @Test
    void showsThoseAloneWhomAHeldRunWouldRemoveWhereThatIsAsked() {
        var id = organizationThatLoses(11);

        var run = orgSync.sync(id);

        assertThat(found(id, run, "entity=member&kind=removed"))
                .extracting(change -> change.get("name"))
                .containsExactlyInAnyOrderElementsOf(hired);
        assertThat(found(id, run, "kind=added")).isEmpty();
        assertThat(found(id, run, "entity=department")).isEmpty();
        assertThat(found(id, run, "loses_access=true")).isEmpty();
    }

    private List<Map<String, Object>> found(String id, JsonPath run, String filter) {
        return orgSync.all(id, "sync-runs/" + run.getString("run_id") + "/changes?" + filter);
    }

    @Test
    void saysHowManyOfThoseRemovedMaySignInNowAndWho() {
        var id = organizationThatLoses(11);
        var losing = orgSync.all(id, "members").stream()
                .filter(member -> List.of(hired.get(2), hired.get(5)).contains(member.get("name")))
                .map(member -> OrgSync.said(member, "member_id").toString())
                .toList();
        var organization = orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id);
        siblings.mayEnter(organization.path("org_id"), organization.path("app_id"), losing);

        for (var dry : List.of(true, false)) {
            var run = orgSync.sync(id, dry);

            assertThat(run.getInt("losing_access")).isEqualTo(2);
            assertThat(orgSync.changes(id, run))
                    .filteredOn(change -> Objects.equals(change.get("loses_access"), true))
                    .extracting(change -> change.get("id"))
                    .containsExactlyInAnyOrderElementsOf(losing);
            assertThat(found(id, run, "loses_access=true"))
                    .extracting(change -> change.get("id"))
                    .containsExactlyInAnyOrderElementsOf(losing);
            assertThat(orgSync.changes(id, run))
                    .filteredOn(change -> Objects.equals(change.get("name"), hired.get(2)))
                    .extracting(change -> change.get("summary"))
                    .containsExactly(Map.of("zh", "「" + hired.get(2) + "」离职。", "en", "“" + hired.get(2) + "” leaves."));
        }
    }

    @Test
    void leavesUnsaidWhoMaySignInWhenPermissionServiceCannotBeAsked() {
        var id = organizationThatLoses(11);

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).isEqualTo("awaiting_approval");
        assertThat(run.<Object>get("losing_access")).isNull();
        assertThat(orgSync.changes(id, run)).allMatch(change -> change.get("loses_access") == null);
    }

    @Test
    void removesTenPeopleWithoutAsking() {
        var id = organizationThatLoses(10);

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
        assertThat(events.of(id, "member.removed.v1")).hasSize(10);
    }

    @Test
    void appliesAHeldRunOnceItIsApproved() {
        var id = organizationThatLoses(11);
        var run = orgSync.sync(id);

        var answer = orgSync.ask(id, run.getString("run_id"), "approve");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith("/sync-runs/" + run.getString("run_id"));
        var applied = finished(id, run);
        assertThat(applied.getString("status")).as(applied.prettify()).startsWith("succeeded");
        assertThat(applied.<Object>get("problem")).isNull();
        assertThat(orgSync.all(id, "members?status=resigned")).hasSize(11);
        assertThat(events.of(id, "member.removed.v1")).hasSize(11);
    }

    @Test
    void appliesNothingOfAHeldRunThatIsCancelled() {
        var id = organizationThatLoses(11);
        var run = orgSync.sync(id);

        var answer = orgSync.ask(id, run.getString("run_id"), "cancel");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("status")).isEqualTo("cancelled");
        assertThat(answer.<String>path("finished_at")).isNotNull();
        assertNobodyRemoved(id);
    }

    @Test
    void approvesNoRunTwice() {
        var id = organizationThatLoses(11);
        var run = orgSync.sync(id);
        orgSync.ask(id, run.getString("run_id"), "approve").then().statusCode(202);
        finished(id, run);

        assertConflict(id, run, "approve");
    }

    @Test
    void approvesNoRunThatWasCancelled() {
        var id = organizationThatLoses(11);
        var run = orgSync.sync(id);
        orgSync.ask(id, run.getString("run_id"), "cancel").then().statusCode(200);

        assertConflict(id, run, "approve");
        assertNobodyRemoved(id);
    }

    @Test
    void approvesNoRunThatDidNotWait() {
        var id = orgSync.created(sandbox.newApp());

        assertConflict(id, orgSync.sync(id), "approve");
    }

    @Test
    void cancelsNoRunThatIsOver() {
        var id = orgSync.created(sandbox.newApp());

        assertConflict(id, orgSync.sync(id), "cancel");
    }

    @Test
    void cancelsAHeldRunWhenAnotherBegins() {
        var id = organizationThatLoses(11);
        var held = orgSync.sync(id);

        var next = orgSync.sync(id);

        assertThat(next.getString("status")).isEqualTo("awaiting_approval");
        assertThat(orgSync.run(id, held.getString("run_id")).getString("status"))
                .isEqualTo("cancelled");
    }

    @Test
    void saysOfADryRunThatItWouldHaveBeenHeld() {
        var id = organizationThatLoses(11);

        var run = orgSync.sync(id, true);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded_with_warnings");
        assertThat(run.getList("warnings.code")).isEqualTo(List.of("deletion_guard"));
        assertNobodyRemoved(id);
    }

    private String organizationThatLoses(int people) {
        var app = sandbox.newApp();
        hired = sandbox.hireMany(app, key, people, "0");
        var id = orgSync.created(app);
        hired.forEach(sandbox::resign);
        return id;
    }

    private JsonPath finished(String id, JsonPath run) {
        return orgSync.finished(id, run.getString("run_id"));
    }

    private void assertConflict(String id, JsonPath run, String what) {
        var answer = orgSync.ask(id, run.getString("run_id"), what);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:conflict");
    }

    private void assertNobodyRemoved(String id) {
        assertThat(orgSync.all(id, "members?status=resigned")).isEmpty();
        assertThat(events.of(id, "member.removed.v1")).isEmpty();
    }
}
