package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** Whatever Feishu does wrong, nobody is lost by it. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class FaultyFeishuIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    private static final String SCOPES = "GET /open-apis/contact/v3/scopes";
    private static final String CHILDREN = "GET /open-apis/contact/v3/departments/:department_id/children";
    private static final String PEOPLE = "GET /open-apis/contact/v3/users/find_by_department";
    private static final String BATCH = "GET /open-apis/contact/v3/users/batch";

    private final String li = "fault-" + UUID.randomUUID().toString().substring(0, 8);

    private Map<String, String> statuses = Map.of();

    @AfterEach
    void asBefore() {
        statuses.forEach((person, status) -> sandbox.change(person, Map.of("status", status)));
        sandbox.clearFaults();
        sandbox.erase(li);
    }

    static Stream<Arguments> faults() {
        var unavailable = "urn:jit:problem:feishu-unavailable";
        var faults = new ArrayList<Arguments>();
        for (var endpoint : List.of(SCOPES, CHILDREN, PEOPLE, BATCH)) {
            faults.add(Arguments.of(endpoint, Map.of("status", 500), unavailable));
            faults.add(Arguments.of(endpoint, Map.of("malformed", true), unavailable));
        }
        faults.add(Arguments.of(PEOPLE, Map.of("drop", true), unavailable));
        faults.add(Arguments.of(PEOPLE, Map.of("code", 40003), unavailable));
        faults.add(Arguments.of(PEOPLE, Map.of("code", 40001), "urn:jit:problem:feishu-refused"));
        faults.add(Arguments.of(PEOPLE, Map.of("code", 99991672), "urn:jit:problem:feishu-permission-missing"));
        faults.add(Arguments.of(PEOPLE, Map.of("code", 99991663), "urn:jit:problem:feishu-credentials-rejected"));
        return faults.stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failsAndRemovesNobody(String endpoint, Map<String, Object> how, String problem) {
        var app = sandbox.newApp();
        sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        var people = orgSync.all(id, "members");
        sandbox.resign(li);
        sandbox.fault(endpoint, 1000, how);

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("failed");
        assertThat(run.getString("problem.type")).isEqualTo(problem);
        assertThat(run.getString("finished_at")).isNotNull();
        assertThat(run.getInt("calls.made")).isPositive();
        assertThat(orgSync.all(id, "members")).isEqualTo(people);
        assertThat(events.of(id, "member.removed.v1")).isEmpty();
    }

    @Test
    void failsWhenFeishuNamesNobodyAtAllAndRemovesNobody() {
        var id = orgSync.created(sandbox.newApp());
        var people = orgSync.all(id, "members");
        statuses = sandbox.statuses();
        statuses.keySet().forEach(sandbox::resign);

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("failed");
        assertThat(run.getString("problem.type")).isEqualTo("urn:jit:problem:feishu-unavailable");
        assertThat(run.getString("problem.detail")).contains("nobody");
        assertThat(orgSync.all(id, "members")).isEqualTo(people);
    }

    @Test
    void failsWhenALaterPageIsLost() {
        var app = sandbox.newApp();
        sandbox.open(li, "Two pages", "0");
        var hired = sandbox.hireMany(app, li, 51, li);
        var id = orgSync.created(app);
        sandbox.fault(PEOPLE, 1000, Map.of("status", 500, "query_contains", "page_token"));

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("failed");
        assertThat(orgSync.all(id, "members?status=resigned")).isEmpty();
        hired.forEach(sandbox::erase);
        sandbox.close(li);
    }

    @ParameterizedTest
    @CsvSource({
        "status, 503, repeated",
        "malformed, true, repeated",
        "code, 99991663, token_renewed",
        "code, 99991677, token_renewed"
    })
    void survivesOneHiccupInTheMiddleAndSaysWhatItCost(String kind, String value, String reason) {
        var id = orgSync.created(sandbox.newApp());
        sandbox.fault(PEOPLE, 1, Map.of("skip", 3, kind, parsed(value)));

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
        assertThat(run.getList("calls.extra")).isEqualTo(List.of(Map.of("reason", reason, "count", 1)));
        assertThat(run.getInt("calls.made")).isEqualTo(run.getInt("calls.lower_bound") + 1);
    }

    @Test
    void survivesAConnectionThatIsCut() {
        var id = orgSync.created(sandbox.newApp());
        sandbox.fault(PEOPLE, 1, Map.of("skip", 3, "drop", true));

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
    }

    @Test
    void survivesTheEndOfItsToken() {
        var id = orgSync.created(sandbox.newApp());
        sandbox.expireTokens();

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
    }

    @Test
    void waitsAsLongAsFeishuSaysWhenItWasTooFast() {
        var id = orgSync.created(sandbox.newApp());
        sandbox.fault(PEOPLE, 1, Map.of("status", 429, "code", 99991400, "retry_after_seconds", 0));

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
        assertThat(run.getInt("calls.throttled")).isEqualTo(1);
        assertThat(run.getList("calls.extra")).isEqualTo(List.of(Map.of("reason", "throttled", "count", 1)));
    }

    @Test
    void readsLevelByLevelWhereFeishuWillNotRecurse() {
        var id = orgSync.created(sandbox.newApp());
        sandbox.fault(CHILDREN, 1000, Map.of("code", 43010, "query_contains", "fetch_child=true"));

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
        assertThat(run.getInt("departments.unchanged")).isEqualTo(sandbox.departmentCount());
        assertThat(run.getList("calls.extra.reason")).isEqualTo(List.of("level_by_level"));
    }

    @Test
    void removesNobodyWhileOneDepartmentCannotBeRead() {
        var app = sandbox.newApp();
        sandbox.hire(app, li, "李", "0");
        var id = orgSync.created(app);
        sandbox.erase(li);
        sandbox.fault(PEOPLE, 1, Map.of("skip", 1, "code", 40004));

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded_with_warnings");
        assertThat(run.getList("warnings.code")).contains("department_unreadable", "removals_withheld");
        assertThat(orgSync.all(id, "members?status=resigned")).isEmpty();
    }

    @Test
    void setsAPersonAsideWhoCannotBeUnderstoodAndGoesOn() {
        var app = sandbox.newApp();
        var openId = sandbox.hire(app, li, "李", "design");
        var id = orgSync.created(app);
        var before = orgSync.member(id, openId);
        sandbox.change(li, Map.of("job_title", "x".repeat(1001)));
        sandbox.change("advisor", Map.of("job_title", li));

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded_with_warnings");
        assertThat(run.getInt("members.set_aside")).isEqualTo(1);
        assertThat(run.getInt("members.updated")).isEqualTo(1);
        assertThat(orgSync.member(id, openId)).isEqualTo(before);
        assertThat(orgSync.changes(id, run))
                .filteredOn(change -> Objects.equals(change.get("kind"), "set_aside"))
                .singleElement()
                .satisfies(change ->
                        assertThat(OrgSync.said(change, "reason").toString()).contains("job_title"));
    }

    @ParameterizedTest
    @CsvSource({
        "contact:user.email:readonly, email",
        "contact:user.phone:readonly, mobile",
        "contact:user.employee_id:readonly, user_id",
        "contact:user.base:readonly, name",
        "contact:user.employee:readonly, job_title status",
        "contact:user.department:readonly, departments",
        "contact:department.base:readonly, name",
        "contact:department.organize:readonly, order parent_id"
    })
    void keepsWhatIsNoLongerSentAndNamesThePermissionOncePerField(String permission, String fields) {
        var app = sandbox.newApp();
        sandbox.hire(app, li, "李", "design", "platform");
        sandbox.freeze(li);
        var id = orgSync.created(app);
        var people = orgSync.all(id, "members");
        var departments = orgSync.all(id, "departments");
        without(app, permission);

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded_with_warnings");
        assertThat(warnings(run))
                .containsExactlyInAnyOrderElementsOf(Stream.of(fields.split(" ", -1))
                        .map(field -> "field_not_sent " + field + " " + permission)
                        .toList());
        assertThat(orgSync.all(id, "members")).isEqualTo(people);
        assertThat(orgSync.all(id, "departments")).isEqualTo(departments);
    }

    private void without(Sandbox.App app, String permission) {
        sandbox.scopes(
                app,
                sandbox.scopes(app).stream()
                        .filter(scope -> !scope.equals(permission))
                        .toList());
    }

    private static List<String> warnings(JsonPath run) {
        List<Map<String, Object>> warnings = run.getList("warnings");
        return warnings.stream()
                .map(warning -> warning.get("code") + " " + warning.get("field") + " " + warning.get("permission"))
                .toList();
    }

    private static Object parsed(String value) {
        return value.equals("true") ? (Object) true : (Object) Integer.valueOf(value);
    }
}
