package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;

/** What becomes of people and departments from one run to the next. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DirectoryChangeIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    private final String li = "li-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void gone() {
        sandbox.erase(li);
    }

    @Test
    void movesAPersonToTheirNewDepartment() {
        var app = sandbox.newApp();
        var openId = sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        sandbox.move(li, "platform", "finance");

        var run = orgSync.sync(id);

        assertThat(run.getInt("members.updated")).isEqualTo(1);
        var member = orgSync.member(id, openId);
        assertThat(departments(member)).containsExactlyInAnyOrder("平台部", "财务部");
        assertThat(member).containsEntry("revision", 2);
        assertThat(changed(id, member)).isEqualTo("[\"departments\"]");
    }

    @Test
    void movesAPersonToTheRoot() {
        var app = sandbox.newApp();
        var openId = sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        sandbox.move(li, "0");

        orgSync.sync(id);

        assertThat(departments(orgSync.member(id, openId))).isEmpty();
    }

    @Test
    void freezesAPersonWithoutTakingTheirDepartments() {
        var app = sandbox.newApp();
        var openId = sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        sandbox.freeze(li);

        orgSync.sync(id);

        var member = orgSync.member(id, openId);
        assertThat(member).containsEntry("status", "frozen");
        assertThat(departments(member)).containsExactly("设计部");
        assertThat(changed(id, member)).isEqualTo("[\"status\"]");
    }

    @Test
    void keepsAPersonWhoResignedAsResignedAndTellsIt() {
        var app = sandbox.newApp();
        var openId = sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        sandbox.resign(li);

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
        assertThat(run.getInt("members.removed")).isEqualTo(1);
        assertResigned(id, openId);
    }

    @Test
    void keepsAPersonWhomFeishuErasedAsResignedAndTellsIt() {
        var app = sandbox.newApp();
        var openId = sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        sandbox.erase(li);

        orgSync.sync(id);

        assertResigned(id, openId);
    }

    @Test
    void saysWhyACallMoreWasMadeBeforeAPersonWasCalledGone() {
        var app = sandbox.newApp();
        sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        sandbox.erase(li);

        var run = orgSync.sync(id);

        assertThat(run.getInt("calls.made")).isEqualTo(run.getInt("calls.lower_bound") + 1);
        assertThat(run.getList("calls.extra")).isEqualTo(List.of(Map.of("reason", "removals_verified", "count", 1)));
    }

    @Test
    void removesNobodyTwice() {
        var app = sandbox.newApp();
        sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        sandbox.resign(li);
        orgSync.sync(id);

        var run = orgSync.sync(id);

        assertThat(run.getInt("members.removed")).isZero();
        assertThat(events.of(id, "member.removed.v1")).hasSize(1);
    }

    @Test
    void givesWhoComesBackTheirOldMemberId() {
        var app = sandbox.newApp();
        var openId = sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        var before = orgSync.member(id, openId);
        sandbox.resign(li);
        orgSync.sync(id);
        sandbox.comeBack(li);

        orgSync.sync(id);

        var member = orgSync.member(id, openId);
        assertThat(member)
                .containsEntry("member_id", before.get("member_id"))
                .containsEntry("status", "active")
                .containsEntry("departments", before.get("departments"));
        assertThat(events.of(id, "member.updated.v1")).hasSize(1);
        assertThat(orgSync.all(id, "members?q=" + li)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void givesWhoIsHiredAgainAfterBeingErasedTheirOldMemberId() {
        var app = sandbox.newApp();
        var openId = sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        var before = orgSync.member(id, openId);
        sandbox.erase(li);
        orgSync.sync(id);
        sandbox.hire(app, li, "李", "design");

        orgSync.sync(id);

        assertThat(orgSync.member(id, openId))
                .containsEntry("member_id", before.get("member_id"))
                .containsEntry("status", "active");
    }

    @Test
    void keepsEverybodyWhenTheFeishuAppIsReplaced() {
        var app = sandbox.newApp();
        var openId = sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        var before = orgSync.member(id, openId);
        var other = sandbox.newApp();
        replace(id, other);

        var run = orgSync.sync(id);

        assertThat(run.getInt("members.added")).isZero();
        assertThat(run.getInt("members.removed")).isZero();
        assertThat(orgSync.member(id, sandbox.openId(other, li))).containsEntry("member_id", before.get("member_id"));
    }

    @Test
    void removesAClosedDepartmentAndTellsIt() {
        var app = sandbox.newApp();
        sandbox.open(li, "Closing", "0");
        var id = orgSync.created(app);
        sandbox.close(li);

        var run = orgSync.sync(id);

        assertThat(run.getInt("departments.removed")).isEqualTo(1);
        assertThat(orgSync.department(id, "Closing")).containsEntry("status", "removed");
        assertThat(events.of(id, "department.removed.v1")).hasSize(1);
    }

    @Test
    void hangsADepartmentUnderItsNewParent() {
        var app = sandbox.newApp();
        sandbox.open(li, "Moving", "lab");
        var id = orgSync.created(app);
        sandbox.moveDepartment(li, "finance");

        var run = orgSync.sync(id);

        assertThat(run.getInt("departments.updated")).isEqualTo(1);
        assertThat(orgSync.department(id, "Moving")).containsEntry("path", "财务部/Moving");
        sandbox.close(li);
    }

    @Test
    void renamesADepartmentAndNobodyInIt() {
        var app = sandbox.newApp();
        sandbox.open(li, "Before", "lab");
        sandbox.hire(app, li, "李", li);
        var id = orgSync.created(app);
        sandbox.renameDepartment(li, "After");

        var run = orgSync.sync(id);

        assertThat(run.getInt("departments.updated")).isEqualTo(1);
        assertThat(run.getInt("members.updated")).isZero();
        assertThat(orgSync.department(id, "After").get("path")).isEqualTo("未来实验室 \"X\"/After");
        sandbox.erase(li);
        sandbox.close(li);
    }

    private void assertResigned(String id, String openId) {
        var member = orgSync.member(id, openId);
        assertThat(member).containsEntry("status", "resigned").containsEntry("departments", List.of());
        var told = events.of(id, "member.removed.v1");
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().data().path("member_id").asText()).isEqualTo(member.get("member_id"));
        assertThat(told.getFirst().data().path("status").asText()).isEqualTo("resigned");
    }

    private void replace(String id, App app) {
        orgSync.writer()
                .body(Map.of("feishu_app_id", app.appId(), "feishu_app_secret", app.secret()))
                .patch(OrgSync.ORGANIZATIONS + "/" + id)
                .then()
                .statusCode(200);
    }

    /** The fields that the last event about a member says have changed. */
    private String changed(String id, Map<String, Object> member) {
        return events.of(id).stream()
                .filter(sent -> sent.key().endsWith("/" + member.get("member_id")))
                .toList()
                .getLast()
                .data()
                .path("changed")
                .toString();
    }

    private static List<Object> departments(Map<String, Object> member) {
        return OrgSync.places(member).stream().map(place -> place.get("name")).toList();
    }
}
