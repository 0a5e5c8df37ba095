package pro.jit.permission.grant;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** An id of another application or organization, or of a department that is gone, matches nobody. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ForeignIdsIT {
    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    Jdbi jdbi;

    @Test
    void principalsOfAnotherOrganizationOfTheSameApplicationAreNone() {
        var mine = company("principals");
        var sister = known(mine.another("foreign-principals-2"));

        for (var type : List.of("member", "department")) {
            var id = sister.id(type.equals("member") ? "li" : "eng");
            create(mine, Permission.grantOf(mine, type, id, "member", "allow"))
                    .statusCode(400)
                    .body("errors.field", equalTo(List.of("principal.id")));
            batch(mine, List.of(Permission.grantOf(mine, type, id, "member", "allow")), List.of())
                    .statusCode(400)
                    .body("errors.field", equalTo(List.of("create.0.principal.id")));
        }
        permission.grant(mine, Permission.grantOf(mine, "everyone", null, "member", "allow"));
        permission.awaitReason(mine, "li", "granted");
        permission.login(sister, "li").then().body("context.reason", equalTo("not-authorized"));
    }

    @Test
    void anotherApplicationsOrganizationAndGrantsAreNone() {
        var mine = company("applications");
        var theirs = company("applications-of-others");
        var grant = permission.grantToMember(theirs, "li");
        var own = permission.grantToMember(mine, "li");

        var foreign = Permission.grantOf(theirs, "member", theirs.id("li"), "administrator", "allow");
        create(mine, foreign).statusCode(400).body("errors.field", equalTo(List.of("organization_id")));
        batch(mine, List.of(foreign), List.of())
                .statusCode(400)
                .body("errors.field", equalTo(List.of("create.0.organization_id")));
        batch(mine, List.of(), List.of(own, grant)).statusCode(404);
        permission
                .writer()
                .body("{\"role\":\"administrator\"}")
                .patch(Permission.path(mine, "/grants/" + grant))
                .then()
                .statusCode(404);
        permission
                .writer()
                .header("If-Match", "*")
                .delete(Permission.path(mine, "/grants/" + grant))
                .then()
                .statusCode(404);
        permission
                .writer()
                .get(Permission.path(mine, "/changes?subject_id=" + grant))
                .then()
                .body("items", hasSize(0));

        permission.login(mine, "li").then().body("decision", equalTo(true));
        permission.login(theirs, "li").then().body("decision", equalTo(true));
    }

    @Test
    void aGrantThatStoodUnderAnotherApplicationsNameWouldOpenNothing() {
        var mine = company("smuggled");
        var theirs = company("smuggled-by-others");
        var id = permission.grantToMember(mine, "li");
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update access_grant set app_id = :app where grant_id = cast(:id as uuid)")
                .bind("app", theirs.application().substring("whwy/".length()))
                .bind("id", id)
                .execute());

        permission.awaitReason(mine, "li", "not-authorized");
        permission.login(theirs, "li").then().body("context.reason", equalTo("not-authorized"));
        jdbi.useHandle(handle -> handle.execute("delete from access_grant where grant_id = cast(? as uuid)", id));
    }

    @Test
    void aGrantToADepartmentThatIsGoneIsOrphanedAndReachesNobodyBelowIt() {
        var company = company("orphaned");
        log.send(
                company.department("web", "eng", "active"),
                company.department("new-eng", null, "active"),
                company.member("zhang", "active", "web"));
        permission.awaitReason(company, "zhang", "not-authorized");
        var grant = permission.grant(
                company, Permission.grantOf(company, "department", company.id("eng"), "member", "allow"));
        permission.awaitReason(company, "zhang", "granted");

        // The sub-department still names the one that is gone as its parent.
        log.send(company.department("eng", null, "removed"));

        permission.awaitReason(company, "zhang", "not-authorized");
        permission.awaitReason(company, "li", "not-authorized");
        state(company, grant, "orphaned");
        log.send(company.member("wu", "active", "eng"), company.department("backend", "eng", "active"));
        log.send(company.member("sun", "active", "backend"));
        permission.awaitReason(company, "sun", "not-authorized");
        permission.awaitReason(company, "wu", "not-authorized");

        // One made again at Feishu is another department, whatever it is called.
        log.send(company.department("web", "new-eng", "active"), company.member("li", "active", "new-eng"));
        log.send(company.member("last", "active"));
        permission.awaitReason(company, "last", "not-authorized");
        permission.login(company, "zhang").then().body("context.reason", equalTo("not-authorized"));
        permission.login(company, "li").then().body("context.reason", equalTo("not-authorized"));
        state(company, grant, "orphaned");
        permission
                .writer()
                .delete(Permission.path(company, "/grants/" + grant))
                .then()
                .statusCode(204);
    }

    private Company company(String name) {
        return known(new Company("foreign-" + name));
    }

    private Company known(Company company) {
        log.send(
                company.organization("active"),
                company.department("eng", null, "active"),
                company.member("li", "active", "eng"));
        permission.awaitReason(company, "li", "not-authorized");
        return company;
    }

    private ValidatableResponse create(Company company, Object grant) {
        return permission
                .writer()
                .body(grant)
                .post(Permission.path(company, "/grants"))
                .then();
    }

    private ValidatableResponse batch(Company company, List<?> create, List<String> delete) {
        return permission
                .writer()
                .body(Map.of("create", create, "delete", delete))
                .post(Permission.path(company, "/grants/batch"))
                .then();
    }

    private void state(Company company, String grant, String state) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> permission
                .writer()
                .get(Permission.path(company, "/grants/" + grant))
                .then()
                .body("state", equalTo(state)));
    }
}
