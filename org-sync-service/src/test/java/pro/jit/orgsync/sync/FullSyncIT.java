package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** A whole reading: everything Feishu shows, by as few calls as will do. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class FullSyncIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    @Inject
    Jdbi jdbi;

    @Test
    void readsEveryDepartmentAndEverybody() {
        var id = orgSync.created(sandbox.newApp());

        assertThat(orgSync.all(id, "departments")).hasSize(sandbox.departmentCount());
        assertThat(orgSync.all(id, "members")).hasSize(sandbox.peopleCount());
    }

    @Test
    void givesPeopleAtTheRootNoDepartment() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);

        assertThat(orgSync.member(id, sandbox.openId(app, "advisor")))
                .containsEntry("departments", List.of())
                .containsEntry("status", "active");
    }

    @Test
    void placesAPersonInEachOfTheirDepartmentsThePrimaryOneMarked() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);

        assertThat(OrgSync.places(orgSync.member(id, sandbox.openId(app, "zhao-lei"))))
                .extracting(place -> place.get("name"), place -> place.get("primary"))
                .containsExactly(tuple("后端组", true), tuple("平台部", false));
    }

    @Test
    void keepsTheTree() {
        var id = orgSync.created(sandbox.newApp());

        var product = orgSync.department(id, "产品研发中心");
        var platform = orgSync.department(id, "平台部");
        var backend = orgSync.department(id, "后端组");
        assertThat(product.get("parent_id")).isNull();
        assertThat(platform.get("parent_id")).isEqualTo(product.get("department_id"));
        assertThat(backend.get("parent_id")).isEqualTo(platform.get("department_id"));
        assertThat(backend.get("path")).isEqualTo("产品研发中心/平台部/后端组");
    }

    @Test
    void knowsWhoLeadsADepartment() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);

        var leader = orgSync.member(id, sandbox.openId(app, "zhao-lei"));
        assertThat(orgSync.department(id, "后端组").get("leaders")).isEqualTo(List.of(leader.get("member_id")));
        assertThat(OrgSync.places(leader))
                .extracting(place -> place.get("leader"))
                .containsExactly(true, false);
    }

    @Test
    void takesOverWhatFeishuSaysOfAPerson() {
        var app = sandbox.newApp();
        var id = orgSync.created(app);

        assertThat(orgSync.member(id, sandbox.openId(app, "wang-wei")))
                .containsEntry("union_id", sandbox.unionId("wang-wei"))
                .containsEntry("tenant_key", "1a2b3c4d5e6f7a8b")
                .containsEntry("name", "王伟")
                .containsEntry("en_name", "Wei Wang")
                .containsEntry("email", "wang-wei@mail.example")
                .containsEntry("job_title", "后端工程师")
                .containsEntry("organization_id", id)
                .containsEntry("revision", 1);
    }

    @ParameterizedTest
    @CsvSource({"zhou-frozen, frozen", "xu-newcomer, not_activated", "wang-wei, active"})
    void knowsTheStateOfAPerson(String person, String status) {
        var app = sandbox.newApp();
        var id = orgSync.created(app);

        assertThat(orgSync.member(id, sandbox.openId(app, person))).containsEntry("status", status);
    }

    @ParameterizedTest
    @CsvSource({"50, 1", "51, 2", "101, 3"})
    void readsALargeDepartmentPageByPageAndNoPageTwice(int people, int pages) {
        var app = sandbox.newApp();
        var id = orgSync.created(app);
        sandbox.open("large-" + people, "Large", "0");
        var before = orgSync.sync(id).getInt("calls.made");
        var hired = sandbox.hireMany(app, "large-" + people, people, "large-" + people);

        var run = orgSync.sync(id);

        var large = orgSync.department(id, "Large").get("department_id");
        assertThat(orgSync.all(id, "members?department_id=" + large)).hasSize(people);
        assertThat(run.getInt("calls.made")).isEqualTo(before + pages - 1);
        assertThat(run.getInt("calls.lower_bound")).isEqualTo(run.getInt("calls.made"));
        hired.forEach(sandbox::erase);
        sandbox.close("large-" + people);
    }

    @Test
    void readsMoreDepartmentsThanFitOnOnePage() {
        var app = sandbox.newApp();
        for (var number = 1; number <= 45; number++) {
            sandbox.open("many-" + number, "Many " + number, "lab");
        }

        var id = orgSync.created(app);

        var run = orgSync.sync(id);
        assertThat(orgSync.all(id, "departments")).hasSize(sandbox.departmentCount());
        assertThat(run.getInt("departments.read")).isGreaterThan(50);
        assertThat(run.getInt("calls.lower_bound")).isEqualTo(run.getInt("calls.made"));
        for (var number = 1; number <= 45; number++) {
            sandbox.close("many-" + number);
        }
    }

    @Test
    void makesNoCallMoreThanItMust() {
        var id = orgSync.created(sandbox.newApp());

        var run = orgSync.sync(id);

        assertThat(run.getInt("calls.made")).isEqualTo(1 + 1 + 1 + sandbox.departmentCount());
        assertThat(run.getMap("calls"))
                .isEqualTo(Map.of(
                        "made", run.getInt("calls.made"),
                        "lower_bound", run.getInt("calls.made"),
                        "extra", List.of(),
                        "throttled", 0));
    }

    @Test
    void writesNoRowAndSendsNoEventWhereNothingHasChanged() {
        var id = orgSync.created(sandbox.newApp());
        var rows = rows(id);
        var sent = events.of(id).size();

        var run = orgSync.sync(id);

        assertThat(run.getString("status")).as(run.prettify()).isEqualTo("succeeded");
        assertThat(rows(id)).isEqualTo(rows);
        assertThat(events.of(id)).hasSize(sent);
        assertThat(run.getMap("members"))
                .isEqualTo(Map.of(
                        "read", sandbox.peopleCount(),
                        "added", 0,
                        "updated", 0,
                        "removed", 0,
                        "unchanged", sandbox.peopleCount(),
                        "set_aside", 0));
    }

    @Test
    void forgetsWhatItReadOnceItIsOver() {
        var id = orgSync.created(sandbox.newApp());

        orgSync.sync(id);

        assertThat(staged()).isZero();
    }

    private int staged() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select (select count(*) from sync_staged_member) + (select count(*) from sync_staged_department)")
                .mapTo(Integer.class)
                .one());
    }

    /** Which version of each row is there: any write, even of the same values, makes another. */
    private String rows(String id) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select concat(
                            (select string_agg(concat(m.member_id, m.xmin, m.ctid), ' ' order by m.member_id) from member m
                             where m.organization_id = cast(:id as uuid)),
                            (select string_agg(concat(d.department_id, d.xmin, d.ctid), ' ' order by d.department_id) from department d
                             where d.organization_id = cast(:id as uuid)),
                            (select string_agg(concat(p.member_id, p.department_id, p.xmin, p.ctid), ' ' order by p.member_id, p.department_id)
                             from membership p join member m using (member_id) where m.organization_id = cast(:id as uuid)),
                            (select concat(o.xmin, o.revision) from organization o where o.organization_id = cast(:id as uuid)))
                        """).bind("id", id).mapTo(String.class).one());
    }
}
