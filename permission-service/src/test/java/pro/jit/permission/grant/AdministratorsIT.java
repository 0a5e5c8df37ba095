package pro.jit.permission.grant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;
import pro.jit.permission.testing.Tokens;

/** No change of grants made for a member takes an application's last administrator, nor one of the platform's that asks to be kept from it. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class AdministratorsIT {
    /** What the platform adds to be refused, as whoever acts for a member is without it. */
    private static final String KEEPING = "?leave_without_administrator=false";

    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    TestClock clock;

    @Inject
    Tokens tokens;

    @Inject
    Administrators administrators;

    @Inject
    Jdbi jdbi;

    @Test
    void theLastOnesGrantIsNotRemoved() {
        var company = company("removed");
        var li = administrator(company, "li");

        refused(delete(company, li));
        refused(batch(company, List.of(), List.of(li)));
        var zhang = administrator(company, "zhang");
        delete(company, li).statusCode(204);
        refused(delete(company, zhang));
    }

    @Test
    void aRefusedChangeChangesNothing() {
        var company = company("nothing");
        var li = administrator(company, "li");
        var teacher = Permission.grantOf(company, "member", company.id("zhang"), "member", "allow");

        refused(batch(company, List.of(teacher), List.of(li)));

        permission
                .writer()
                .get(grants(company))
                .then()
                .body("items.grant_id", equalTo(List.of(li)))
                .body("warnings", hasSize(0));
        permission.writer().get(Permission.path(company, "/changes")).then().body("items", hasSize(1));
    }

    @Test
    void aBatchMayHandOver() {
        var company = company("hand-over");
        var li = administrator(company, "li");

        batch(company, List.of(administratorOf(company, "zhang")), List.of(li)).statusCode(200);
    }

    @Test
    void theLastOnesRoleAndTimesStay() {
        var company = company("patched");
        var li = administrator(company, "li");

        refused(patch(company, li, "{\"role\":\"member\"}"));
        refused(patch(company, li, "{\"valid_until\":\"2020-01-01T00:00:00Z\"}"));
        refused(patch(company, li, "{\"valid_from\":\"2099-01-01T00:00:00Z\"}"));
        patch(company, li, "{\"valid_from\":\"2020-01-01T00:00:00Z\",\"valid_until\":\"2099-01-01T00:00:00Z\"}")
                .statusCode(200);
    }

    @Test
    void theLastOneIsNotDeniedEntry() {
        var company = company("denied");
        administrator(company, "li");

        refused(create(company, Permission.grantOf(company, "member", company.id("li"), "member", "deny")));
        refused(create(company, Permission.grantOf(company, "department", company.id("eng"), "member", "deny")));
        refused(create(company, Permission.grantOf(company, "everyone", null, "member", "deny")));
        var later = Permission.grantOf(company, "everyone", null, "member", "deny");
        later.put("valid_from", "2099-01-01T00:00:00Z");
        var id = permission.grant(company, later);
        refused(patch(company, id, "{\"valid_from\":null}"));
        create(company, Permission.grantOf(company, "member", company.id("zhang"), "member", "deny"))
                .statusCode(201);
    }

    @Test
    void whoCannotSignInIsNoAdministrator() {
        var company = company("inactive");
        log.send(company.member("frozen", "frozen", "eng"), company.member("blocked", "active", "eng"));
        permission.awaitReason(company, "frozen", "member-inactive");
        permission.awaitReason(company, "blocked", "not-authorized");
        var li = administrator(company, "li");
        administrator(company, "frozen");
        permission.grant(company, Permission.grantOf(company, "member", company.id("blocked"), "member", "deny"));
        administrator(company, "blocked");
        var later = administratorOf(company, "zhang");
        later.put("valid_from", "2099-01-01T00:00:00Z");
        permission.grant(company, later);

        refused(delete(company, li));
    }

    @Test
    void whoIsOneByDepartmentOrAsEverybodyCounts() {
        var company = company("by-department");
        var department = permission.grant(
                company, Permission.grantOf(company, "department", company.id("eng"), "administrator", "allow"));
        var li = administrator(company, "li");
        delete(company, li).statusCode(204);
        refused(delete(company, department));
        permission.grant(company, Permission.grantOf(company, "everyone", null, "administrator", "allow"));
        delete(company, department).statusCode(204);
    }

    @Test
    void aDepartmentThatIsGoneMakesNobodyOne() {
        var company = company("department-gone");
        log.send(company.department("ops", null, "active"), company.department("night", "ops", "active"));
        log.send(company.member("wu", "active", "night"));
        permission.awaitReason(company, "wu", "not-authorized");
        permission.grant(
                company, Permission.grantOf(company, "department", company.id("ops"), "administrator", "allow"));
        permission.awaitReason(company, "wu", "granted");
        var li = administrator(company, "li");
        log.send(company.department("ops", null, "removed"));
        permission.awaitReason(company, "wu", "not-authorized");

        refused(delete(company, li));
    }

    @Test
    void withoutAnAdministratorThereIsNoneToKeep() {
        var company = company("none");
        var grant = permission.grantToMember(company, "li");
        warned(company, true);

        delete(company, grant).statusCode(204);
        create(company, Permission.grantOf(company, "everyone", null, "member", "deny"))
                .statusCode(201);
    }

    @Test
    void whatTheClockAndTheDirectoryTakeCanBeSeen() {
        var company = company("seen");
        var grant = administratorOf(company, "li");
        grant.put("valid_until", clock.instant().plus(Duration.ofHours(1)).toString());
        permission.grant(company, grant);
        var zhang = administrator(company, "zhang");
        delete(company, zhang).statusCode(204);
        warned(company, false);

        clock.advance(Duration.ofHours(2));
        warned(company, true);
        administrators.count();
        var counted = without();
        administrator(company, "zhang");
        warned(company, false);
        administrators.count();
        assertThat(without()).isEqualTo(counted - 1);
        log.send(company.member("zhang", "frozen"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> warned(company, true));
    }

    @Test
    void thePlatformMayLeaveAnApplicationWithoutOne() {
        var company = company("platform");
        var li = administrator(company, "li");

        permission
                .writer()
                .delete(grants(company) + "/" + li + "?leave_without_administrator=false")
                .then()
                .statusCode(409);
        permission
                .writer()
                .delete(grants(company) + "/" + li + "?leave_without_administrator=yes")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("leave_without_administrator"));
        permission
                .writer()
                .delete(grants(company) + "/" + li + "?leave_without_administrator=true")
                .then()
                .statusCode(204);
        var zhang = administrator(company, "zhang");
        permission.writer().delete(grants(company) + "/" + zhang).then().statusCode(204);
    }

    @Test
    void whoActsForAMemberMayNot() {
        var company = company("acting");
        var li = administrator(company, "li");
        var acting = tokens.actingFor(company.id("li").toString(), "permissions:write");

        given().auth()
                .oauth2(acting)
                .delete(grants(company) + "/" + li + "?leave_without_administrator=true")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:jit:problem:forbidden"));
        refused(given().auth().oauth2(acting).delete(grants(company) + "/" + li).then());
    }

    @Test
    void ofTwoWhoRemoveEachOtherOneStays() throws Exception {
        var one = company("each-other");
        var two = one.another("administrators-each-other-2");
        log.send(two.organization("active"), two.member("wang", "active"));
        permission.awaitReason(two, "wang", "not-authorized");
        for (int round = 0; round < 5; round++) {
            var li = administrator(one, "li");
            var wang = administrator(two, "wang");
            var removals = new ArrayList<Callable<Integer>>();
            for (var grant : List.of(li, wang)) {
                removals.add(() -> permission
                        .writer()
                        .delete(grants(one) + "/" + grant + KEEPING)
                        .statusCode());
            }
            var statuses = new ArrayList<Integer>();
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var status : executor.invokeAll(removals)) {
                    statuses.add(status.get());
                }
            }
            assertThat(statuses).containsExactlyInAnyOrder(204, 409);
            for (var grant : List.of(li, wang)) {
                permission.writer().delete(grants(one) + "/" + grant + "?leave_without_administrator=true");
            }
        }
    }

    @Test
    void amongManyWhoAreDeniedTheOneIsFound() {
        var company = company("among-many");
        log.send(company.department("all", null, "active"));
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            insert into member (organization_id, member_id, open_id, name, status, revision)
                            select :organization, gen_random_uuid(), 'many-' || n, 'many', 'active', 1 from generate_series(1, 2000) n
                            """)
                    .bind("organization", company.organizationId())
                    .execute();
            handle.createUpdate("""
                            insert into member_department (organization_id, member_id, department_id)
                            select organization_id, member_id, :department from member
                             where organization_id = :organization and name = 'many'
                            """)
                    .bind("organization", company.organizationId())
                    .bind("department", company.id("all"))
                    .execute();
        });
        permission.grant(company, Permission.grantOf(company, "everyone", null, "administrator", "allow"));
        permission.grant(company, Permission.grantOf(company, "department", company.id("all"), "member", "deny"));

        var application = ApplicationId.parse(company.application()).orElseThrow();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                "select exists (select 1 from department where department_id = :id)")
                        .bind("id", company.id("all"))
                        .mapTo(Boolean.class)
                        .one()));
        assertThat(jdbi.<Boolean, RuntimeException>withHandle(handle -> administrators.has(handle, application)))
                .isTrue();
        refused(create(company, Permission.grantOf(company, "department", company.id("eng"), "member", "deny")));
    }

    private Company company(String name) {
        var company = new Company("administrators-" + name);
        log.send(
                company.organization("active"),
                company.department("eng", null, "active"),
                company.member("li", "active", "eng"),
                company.member("zhang", "active", "eng"));
        permission.awaitReason(company, "li", "not-authorized");
        permission.awaitReason(company, "zhang", "not-authorized");
        return company;
    }

    private static Map<String, @Nullable Object> administratorOf(Company company, String member) {
        return Permission.grantOf(company, "member", company.id(member), "administrator", "allow");
    }

    private String administrator(Company company, String member) {
        return permission.grant(company, administratorOf(company, member));
    }

    private static String grants(Company company) {
        return Permission.path(company, "/grants");
    }

    private ValidatableResponse create(Company company, Object grant) {
        return permission.writer().body(grant).post(grants(company) + KEEPING).then();
    }

    private ValidatableResponse delete(Company company, String grant) {
        return permission
                .writer()
                .delete(grants(company) + "/" + grant + KEEPING)
                .then();
    }

    private ValidatableResponse patch(Company company, String grant, String patch) {
        return permission
                .writer()
                .contentType(ContentType.JSON)
                .body(patch)
                .patch(grants(company) + "/" + grant + KEEPING)
                .then();
    }

    private ValidatableResponse batch(Company company, List<?> create, List<String> delete) {
        return permission
                .writer()
                .body(Map.of("create", create, "delete", delete))
                .post(grants(company) + "/batch" + KEEPING)
                .then();
    }

    private static void refused(ValidatableResponse response) {
        response.statusCode(409).body("type", equalTo("urn:jit:problem:last-administrator"));
    }

    private void warned(Company company, boolean warned) {
        permission
                .writer()
                .get(grants(company))
                .then()
                .body("warnings.code", equalTo(warned ? List.of("no-administrator") : List.of()));
    }

    private static double without() {
        var metrics = given().get("/q/metrics").asString();
        return metrics.lines()
                .filter(line -> line.startsWith("jit_applications_without_administrator "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
