package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.event.Subscribers.Subscriber;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** Departments that change at Feishu are followed one by one; where that leaves a doubt, a run tells. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DepartmentEventsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ONE_DEPARTMENT = "GET /open-apis/contact/v3/departments/:department_id";

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Subscribers subscribers;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> people = new ArrayList<>();
    private final List<String> departments = new ArrayList<>();

    @AfterEach
    void nothingStays() {
        sandbox.clearFaults();
        subscribers.end();
        people.forEach(sandbox::erase);
        Collections.reverse(departments);
        departments.forEach(sandbox::close);
    }

    private Subscriber subscriber() {
        return subscribers.create(sandbox.newApp());
    }

    private String open(String name, String parent) {
        var id = name + "-" + suffix;
        sandbox.open(id, id, parent);
        departments.add(id);
        return id;
    }

    private void close(String department) {
        sandbox.close(department);
        departments.remove(department);
    }

    private String hire(Subscriber to, String name, String... places) {
        var key = name + "-" + suffix;
        people.add(key);
        return sandbox.hire(to.app(), key, key, places);
    }

    private int runs(Subscriber to) {
        return orgSync.all(to.id(), "sync-runs").size();
    }

    private void awaitWorked(Subscriber to) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(sandbox.sentEvents(to.app()))
                    .extracting(event -> event.get("state"))
                    .doesNotContain("waiting", "held");
            assertThat(subscribers.waiting(to)).isZero();
        });
    }

    /** Everything is as Feishu has it: a whole run finds nothing to change. */
    private void assertNothingLeftForARun(Subscriber to) {
        var run = orgSync.sync(to.id());
        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
        assertThat(orgSync.changes(to.id(), run)).isEmpty();
    }

    private static List<Object> places(Map<String, Object> member) {
        return OrgSync.places(member).stream().map(place -> place.get("name")).toList();
    }

    @Test
    void aDepartmentIsFollowedThroughItsLifeWithoutARun() {
        var to = subscriber();
        var runs = runs(to);

        var lab = open("opened", "lab");
        var below = open("below", lab);
        var openId = hire(to, "inside", below);
        awaitWorked(to);
        assertThat(orgSync.department(to.id(), below).get("path")).isEqualTo("未来实验室 \"X\"/" + lab + "/" + below);
        assertThat(places(orgSync.member(to.id(), openId))).containsExactly(below);

        sandbox.renameDepartment(lab, "renamed-" + suffix);
        sandbox.moveDepartment(lab, "finance");
        awaitWorked(to);
        assertThat(orgSync.department(to.id(), below).get("path")).isEqualTo("财务部/renamed-" + suffix + "/" + below);
        assertThat(orgSync.department(to.id(), "财务部").get("member_count"))
                .as("what is below moves along")
                .isEqualTo(orgSync.all(
                                to.id(),
                                "members?recursive=true&department_id="
                                        + orgSync.department(to.id(), "财务部").get("department_id"))
                        .size());

        sandbox.move("inside-" + suffix, "0");
        close(below);
        close(lab);
        awaitWorked(to);
        assertThat(orgSync.department(to.id(), below)).containsEntry("status", "removed");
        assertThat(orgSync.department(to.id(), "renamed-" + suffix)).containsEntry("status", "removed");
        assertThat(places(orgSync.member(to.id(), openId))).isEmpty();

        assertThat(runs(to)).isEqualTo(runs);
        assertNothingLeftForARun(to);
    }

    @Test
    void whoLeadsADepartmentIsToldOfItAndOfThem() {
        var to = subscriber();
        var runs = runs(to);
        var team = open("team", "0");
        var first = hire(to, "first", team);
        var second = hire(to, "second", team);
        sandbox.appoint(team, "first-" + suffix);
        awaitWorked(to);
        assertThat(leads(to, first)).isTrue();
        assertThat(leads(to, second)).isFalse();

        sandbox.appoint(team, "second-" + suffix);
        awaitWorked(to);

        assertThat(leads(to, first)).isFalse();
        assertThat(leads(to, second)).isTrue();
        assertThat(orgSync.department(to.id(), team).get("leaders"))
                .isEqualTo(List.of(OrgSync.said(orgSync.member(to.id(), second), "member_id")));
        assertThat(runs(to)).isEqualTo(runs);
        assertNothingLeftForARun(to);
    }

    private boolean leads(Subscriber to, String openId) {
        return OrgSync.places(orgSync.member(to.id(), openId)).stream()
                .anyMatch(place -> Boolean.TRUE.equals(place.get("leader")));
    }

    @Test
    void theOrderOfEventsDoesNotMatter() {
        var to = subscriber();
        var runs = runs(to);
        sandbox.reorder(to.app(), 6);

        var upper = open("upper", "0");
        var lower = open("lower", upper);
        var openId = hire(to, "reordered", lower);
        sandbox.appoint(lower, "reordered-" + suffix);
        sandbox.moveDepartment(lower, "0");
        sandbox.moveDepartment(upper, lower);
        awaitWorked(to);

        assertThat(orgSync.department(to.id(), upper).get("path")).isEqualTo(lower + "/" + upper);
        assertThat(leads(to, openId)).isTrue();
        assertThat(runs(to)).isEqualTo(runs);
        assertNothingLeftForARun(to);
        sandbox.moveDepartment(upper, "0");
        Collections.reverse(departments);
    }

    @Test
    void whatWasMissedAboveAndInANewDepartmentIsReadWithIt() {
        var to = subscriber();
        var runs = runs(to);
        sandbox.unsubscribe(to.app());
        var missed = open("missed", "0");
        var openId = hire(to, "missed", missed);
        subscribers.resubscribe(to);

        open("told", missed);
        awaitWorked(to);

        assertThat(orgSync.department(to.id(), "told-" + suffix).get("path")).isEqualTo(missed + "/told-" + suffix);
        assertThat(places(orgSync.member(to.id(), openId))).containsExactly(missed);
        assertThat(runs(to)).isEqualTo(runs);
        assertNothingLeftForARun(to);
    }

    @Test
    void whoWasInADepartmentThatIsGoneIsReadAgain() {
        var to = subscriber();
        var runs = runs(to);
        var closing = open("closing", "0");
        var moved = hire(to, "moved", closing);
        awaitWorked(to);
        sandbox.unsubscribe(to.app());
        sandbox.move("moved-" + suffix, "design");
        subscribers.resubscribe(to);

        close(closing);
        awaitWorked(to);

        assertThat(orgSync.department(to.id(), closing)).containsEntry("status", "removed");
        assertThat(places(orgSync.member(to.id(), moved))).containsExactly("设计部");
        assertThat(runs(to)).isEqualTo(runs);
        assertNothingLeftForARun(to);
    }

    @Test
    void departmentsThatWouldBeNoTreeAreLeftToARun() {
        var to = subscriber();
        var upper = open("above", "0");
        var lower = open("under", upper);
        awaitWorked(to);
        var runs = runs(to);
        sandbox.unsubscribe(to.app());
        sandbox.moveDepartment(lower, "0");
        subscribers.resubscribe(to);

        sandbox.moveDepartment(upper, lower);

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        orgSync.department(to.id(), upper).get("path"))
                .isEqualTo(lower + "/" + upper));
        assertThat(runs(to)).isEqualTo(runs + 1);
        awaitWorked(to);
        assertNothingLeftForARun(to);
        sandbox.moveDepartment(upper, "0");
    }

    @Test
    void aDepartmentThatFeishuDoesNotShowIsLeftToARun() {
        var to = subscriber();
        var department = open("hidden", "0");
        awaitWorked(to);
        var runs = runs(to);
        sandbox.fault(ONE_DEPARTMENT, 1, Map.of("status", 403, "code", 40004));

        sandbox.renameDepartment(department, "shown-" + suffix);

        await().atMost(SOON).untilAsserted(() -> assertThat(orgSync.all(to.id(), "departments"))
                .anyMatch(known -> ("shown-" + suffix).equals(known.get("name"))));
        assertThat(runs(to)).isEqualTo(runs + 1);
    }

    @Test
    void aDepartmentThatIsSaidToBeGoneAndIsThereStays() {
        var to = subscriber();
        var department = open("stays", "0");
        awaitWorked(to);
        var runs = runs(to);
        sandbox.fault(ONE_DEPARTMENT, 1, Map.of("status", 400, "code", 40015));

        sandbox.renameDepartment(department, "stays-renamed-" + suffix);

        await().atMost(SOON).untilAsserted(() -> assertThat(runs(to)).isEqualTo(runs + 1));
        awaitWorked(to);
        await().atMost(SOON).untilAsserted(() -> assertThat(orgSync.department(to.id(), "stays-renamed-" + suffix))
                .containsEntry("status", "active"));
    }

    @Test
    void whileFeishuDoesNotAnswerADepartmentWaits() {
        var to = subscriber();
        var runs = runs(to);
        sandbox.fault(ONE_DEPARTMENT, 4, Map.of("status", 503));

        var late = open("late", "0");

        await().atMost(SOON).untilAsserted(() -> assertThat(orgSync.all(to.id(), "departments"))
                .anyMatch(known -> late.equals(known.get("name"))));
        assertThat(runs(to)).isEqualTo(runs);
    }

    @Test
    void manyAtOnceAreReadTogether() {
        var to = subscriber();
        var runs = runs(to);
        var calls = sandbox.calls("GET /open-apis/contact/v3/departments/batch");
        sandbox.stopEvents(to.app());
        for (var i = 0; i < 60; i++) {
            open("many-" + i, "0");
        }

        sandbox.resumeEvents(to.app());
        awaitWorked(to);

        assertThat(orgSync.all(to.id(), "departments"))
                .filteredOn(known -> String.valueOf(known.get("name")).endsWith(suffix))
                .hasSize(60);
        assertThat(runs(to)).isEqualTo(runs);
        assertThat(sandbox.calls("GET /open-apis/contact/v3/departments/batch")).isGreaterThan(calls);
        assertNothingLeftForARun(to);
    }
}
