package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** An app that may see a part of the company only. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DataRangeIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    @Test
    void readsThePartThatWasGranted() {
        var app = sandbox.newApp();
        sandbox.dataRange(app, List.of("advisor"), List.of("platform"));

        var id = orgSync.created(app);

        assertThat(orgSync.all(id, "departments"))
                .extracting(department -> department.get("path"))
                .containsExactlyInAnyOrder("平台部", "平台部/后端组", "平台部/前端组");
        assertThat(orgSync.member(id, sandbox.openId(app, "advisor"))).containsEntry("departments", List.of());
        assertThat(orgSync.all(id, "members"))
                .extracting(member -> member.get("name"))
                .contains("赵磊", "林小满", "顾问 · 石川")
                .doesNotContain("何静", "陈思远");
    }

    @Test
    void givesAReasonForEveryCallBeyondTheFewest() {
        var app = sandbox.newApp();
        sandbox.dataRange(app, List.of("advisor"), List.of("platform"));
        var id = orgSync.created(app);

        var run = orgSync.sync(id);

        List<Map<String, Object>> extra = run.getList("calls.extra");
        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
        assertThat(extra)
                .extracting(reason -> reason.get("reason"))
                .containsExactlyInAnyOrder("root_refused", "granted_department", "granted_people");
        assertThat(run.getInt("calls.made"))
                .isEqualTo(run.getInt("calls.lower_bound")
                        + extra.stream()
                                .mapToInt(reason -> (int) OrgSync.said(reason, "count"))
                                .sum());
    }

    @Test
    void holdsARunThatMaySeeLessThanTheOneBefore() {
        var app = sandbox.newApp();
        sandbox.dataRange(app, List.of("advisor", "chen-siyuan"), List.of());
        var id = orgSync.created(app);
        sandbox.dataRange(app, List.of("chen-siyuan"), List.of());

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("awaiting_approval");
        assertThat(run.getString("problem.type")).isEqualTo("urn:jit:problem:deletion-guard");
        assertThat(run.getString("problem.setup_step")).isEqualTo("F7");
        assertThat(orgSync.all(id, "members?status=active")).hasSize(2);
    }

    @Test
    void callsThoseOutOfRangeWhoAreNoLongerSeenOnceThatIsApproved() {
        var app = sandbox.newApp();
        sandbox.dataRange(app, List.of("advisor", "chen-siyuan"), List.of());
        var id = orgSync.created(app);
        sandbox.dataRange(app, List.of("chen-siyuan"), List.of());
        var run = orgSync.sync(id).getString("run_id");

        orgSync.ask(id, run, "approve").then().statusCode(202);

        orgSync.finished(id, run);
        assertThat(orgSync.member(id, sandbox.openId(app, "advisor"))).containsEntry("status", "out_of_range");
        assertThat(events.of(id, "member.removed.v1")).hasSize(1);
    }

    @Test
    void bringsThoseBackWhoAreSeenAgain() {
        var app = sandbox.newApp();
        sandbox.dataRange(app, List.of("advisor", "chen-siyuan"), List.of());
        var id = orgSync.created(app);
        var before = orgSync.member(id, sandbox.openId(app, "advisor"));
        sandbox.dataRange(app, List.of("chen-siyuan"), List.of());
        var run = orgSync.sync(id).getString("run_id");
        orgSync.ask(id, run, "approve");
        orgSync.finished(id, run);
        sandbox.wholeDataRange(app);

        orgSync.sync(id);

        assertThat(orgSync.member(id, sandbox.openId(app, "advisor")))
                .containsEntry("member_id", before.get("member_id"))
                .containsEntry("status", "active");
        assertThat(orgSync.all(id, "members?status=active")).hasSizeGreaterThan(50);
    }

    @Test
    void removesNobodyWhenEverythingWasTakenFromItsSight() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);
        sandbox.dataRange(app, List.of(), List.of());

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("awaiting_approval");
        assertThat(events.of(id, "member.removed.v1")).isEmpty();
        assertThat(events.of(id, "department.removed.v1")).isEmpty();
    }

    @Test
    void holdsARunThatSeesNobodyAnyMoreHoweverFewTheyWere() {
        var app = sandbox.newApp();
        sandbox.open("range-emptied", "Emptied", "0");
        sandbox.hire(app, "range-li", "李", "range-emptied");
        sandbox.dataRange(app, List.of(), List.of("range-emptied"));
        var id = orgSync.created(app);
        sandbox.erase("range-li");

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("awaiting_approval");
        sandbox.close("range-emptied");
    }
}
