package pro.jit.permission.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Locks;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class GrantResourceIT {
    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    TestClock clock;

    @Inject
    Jdbi jdbi;

    @Inject
    Locks locks;

    @Test
    void aGrantIsMadeReadChangedAndRemoved() {
        var company = company("crud");
        permission.grant(company, Permission.grantOf(company, "everyone", null, "administrator", "allow"));
        var id = permission.grant(company, toLi(company));
        read(company, id)
                .statusCode(200)
                .body("grant_id", equalTo(id))
                .body("organization_id", equalTo(company.organizationId().toString()))
                .body("principal.type", equalTo("member"))
                .body("principal.id", equalTo(company.id("li").toString()))
                .body("include_sub_departments", equalTo(true))
                .body("role", equalTo("member"))
                .body("effect", equalTo("allow"))
                .body("valid_from", nullValue())
                .body("state", equalTo("in_force"));

        patch(company, id, "{\"role\":\"administrator\",\"valid_until\":\"2099-01-01T00:00:00Z\"}")
                .statusCode(200)
                .body("role", equalTo("administrator"))
                .body("valid_until", equalTo("2099-01-01T00:00:00Z"));
        patch(company, id, "{\"valid_until\":null}")
                .statusCode(200)
                .body("valid_until", nullValue())
                .body("role", equalTo("administrator"));
        permission.writer().delete(grants(company) + "/" + id).then().statusCode(204);
        read(company, id).statusCode(404).body("type", equalTo("urn:jit:problem:not-found"));
        permission.writer().delete(grants(company) + "/" + id).then().statusCode(404);
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        var company = company("wrong");
        create(company, Map.of())
                .statusCode(400)
                .body("type", equalTo("urn:jit:problem:invalid-request"))
                .body("errors.field", equalTo(List.of("organization_id", "principal.type", "role")));
        wrong(company, "effect", "maybe", "effect");
        wrong(company, "role", "  ", "role");
        wrong(company, "role", "unheard-of", "role");
        wrong(company, "role", 42, "role");
        wrong(company, "organization_id", "x", "organization_id");
        wrong(company, "organization_id", UUID.randomUUID().toString(), "organization_id");
        wrong(
                company,
                "principal",
                Map.of("type", "group", "id", UUID.randomUUID().toString()),
                "principal.type");
        wrong(company, "principal", Map.of("type", "member"), "principal.id");
        wrong(
                company,
                "principal",
                Map.of("type", "member", "id", UUID.randomUUID().toString()),
                "principal.id");
        wrong(
                company,
                "principal",
                Map.of("type", "member", "id", company.id("web").toString()),
                "principal.id");
        wrong(
                company,
                "principal",
                Map.of("type", "everyone", "id", company.id("li").toString()),
                "principal.id");
        wrong(company, "principal", "li", "principal");
        wrong(company, "include_sub_departments", "yes", "include_sub_departments");
        wrong(company, "valid_from", "tomorrow", "valid_from");
        wrong(company, "valid_until", "+1000000-01-01T00:00:00Z", "valid_until");
    }

    @Test
    void anEndThatIsNotAfterTheBeginIsRefused() {
        var company = company("backwards");
        var grant = toLi(company);
        grant.put("valid_from", "2030-01-01T00:00:00Z");
        grant.put("valid_until", "2030-01-01T00:00:00Z");
        create(company, grant).statusCode(400).body("errors[0].field", equalTo("valid_until"));

        var id = permission.grant(company, toLi(company));
        patch(company, id, "{\"valid_from\":\"2030-01-02T00:00:00Z\",\"valid_until\":\"2030-01-01T00:00:00Z\"}")
                .statusCode(400)
                .body("errors[0].field", equalTo("valid_until"));
    }

    @Test
    void whomAGrantSpeaksOfCannotBeChanged() {
        var company = company("fixed");
        var id = permission.grant(company, toLi(company));

        patch(company, id, "{\"effect\":\"deny\"}").statusCode(400).body("errors[0].field", equalTo("effect"));
        patch(company, id, "{\"principal\":{\"type\":\"everyone\"}}").statusCode(400);
        patch(company, id, "{\"role\":null}").statusCode(400).body("errors[0].field", equalTo("role"));
        patch(company, id, "[]").statusCode(400);
    }

    @Test
    void theSameGrantTwiceNamesTheOther() {
        var company = company("twice");
        var id = permission.grant(company, toLi(company));

        create(company, toLi(company))
                .statusCode(409)
                .body("type", equalTo("urn:jit:problem:conflict"))
                .body("detail", containsString(id));

        var administrator = toLi(company);
        administrator.put("role", "administrator");
        var other = permission.grant(company, administrator);
        patch(company, other, "{\"role\":\"member\"}").statusCode(409).body("detail", containsString(id));
        patch(company, other, "{}").statusCode(200);
    }

    @Test
    void anotherApplicationsOrganizationIsNone() {
        var mine = company("mine");
        var theirs = company("theirs");

        create(mine, Permission.grantOf(theirs, "everyone", null, "member", "allow"))
                .statusCode(400)
                .body("errors[0].field", equalTo("organization_id"));
        var id = permission.grant(theirs, toLi(theirs));
        read(mine, id).statusCode(404);
        patch(mine, id, "{\"role\":\"administrator\"}").statusCode(404);
        permission.writer().delete(grants(mine) + "/" + id).then().statusCode(404);
        read(theirs, id).statusCode(200);
    }

    @Test
    void aPrincipalThatIsJustBeingSyncedIsWaitedFor() throws Exception {
        var company = company("just-synced");
        var grant = Permission.grantOf(company, "member", company.id("late"), "member", "allow");

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = jdbi.inTransaction(handle -> {
                locks.holdTurn(handle, company);
                log.send(company.member("late", "active"));
                locks.awaitBlocked("advisory");
                handle.execute("lock table member in access exclusive mode");
                var making = executor.submit(() -> permission.grant(company, grant));
                locks.awaitBlocked("relation");
                return making;
            });
            assertThat(made.get()).isNotBlank();
        }
    }

    @Test
    void whoLeavesWhileBeingGrantedSomethingIsNotGrantedIt() throws Exception {
        var company = company("leaving");

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = jdbi.inTransaction(handle -> {
                locks.holdTurn(handle, company);
                var making = executor.submit(() -> create(company, toLi(company)));
                locks.awaitBlocked("advisory");
                handle.createUpdate("update member set status = 'resigned' where member_id = :id")
                        .bind("id", company.id("li"))
                        .execute();
                return making;
            });
            made.get().statusCode(400).body("errors[0].field", equalTo("principal.id"));
        }
        permission.writer().get(grants(company)).then().body("items", hasSize(0));
    }

    @Test
    void whoHasLeftCannotBeGrantedAnything() {
        var company = company("gone");
        log.send(company.member("li", "resigned"), company.department("web", "eng", "removed"));
        permission.awaitReason(company, "li", "member-inactive");

        create(company, toLi(company)).statusCode(400).body("errors[0].field", equalTo("principal.id"));
        create(company, Permission.grantOf(company, "department", company.id("web"), "member", "allow"))
                .statusCode(400)
                .body("errors[0].field", equalTo("principal.id"));
    }

    @Test
    void theStateFollowsTheClockAndTheDirectory() {
        var company = company("states");
        var window = toLi(company);
        window.put("valid_from", clock.instant().plus(Duration.ofDays(1)).toString());
        window.put("valid_until", clock.instant().plus(Duration.ofDays(2)).toString());
        var scheduled = permission.grant(company, window);
        var department = permission.grant(
                company, Permission.grantOf(company, "department", company.id("web"), "member", "allow"));
        read(company, scheduled).body("state", equalTo("scheduled"));
        read(company, department).body("state", equalTo("in_force"));

        clock.advance(Duration.ofHours(25));
        read(company, scheduled).body("state", equalTo("in_force"));
        clock.advance(Duration.ofHours(24));
        read(company, scheduled).body("state", equalTo("expired"));
        log.send(company.department("web", "eng", "removed"), company.member("after", "active"));
        permission.awaitReason(company, "after", "not-authorized");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> read(company, department).body("state", equalTo("orphaned")));
    }

    @Test
    void aBatchIsAllOrNothing() {
        var company = company("batch");
        var first = permission.grant(company, toLi(company));
        var good = Permission.grantOf(company, "everyone", null, "member", "allow");
        var bad = Permission.grantOf(company, "everyone", null, "unheard-of", "allow");

        batch(company, List.of(good, bad), List.of(first))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("create.1.role")));
        batch(company, List.of(good, good), List.of()).statusCode(409);
        batch(company, List.of(good), List.of(UUID.randomUUID().toString())).statusCode(404);
        batch(company, List.of(good), List.of("x")).statusCode(400).body("errors.field", hasItem("delete.0"));
        permission.writer().get(grants(company)).then().body("items.grant_id", equalTo(List.of(first)));

        batch(company, List.of(good), List.of(first))
                .statusCode(200)
                .body("created", hasSize(1))
                .body("created[0].principal.type", equalTo("everyone"))
                .body("deleted", equalTo(List.of(first)));
        permission.writer().get(grants(company)).then().body("items", hasSize(1));
    }

    @Test
    void aBatchMayReplaceAGrantByTheSame() {
        var company = company("replace");
        var first = permission.grant(company, toLi(company));

        batch(company, List.of(toLi(company)), List.of(first)).statusCode(200);
    }

    @Test
    void aBatchHoldsAThousandAtMost() {
        var company = company("too-many");
        var ids = new ArrayList<String>();
        for (int i = 0; i < 1_001; i++) {
            ids.add(UUID.randomUUID().toString());
        }

        batch(company, List.of(), ids).statusCode(400);
    }

    @Test
    void listsInPagesAndByPrincipal() {
        var company = company("paged");
        var one = permission.grant(company, toLi(company));
        var two = permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));
        var three = permission.grant(
                company, Permission.grantOf(company, "department", company.id("eng"), "member", "deny"));

        var page = permission.writer().get(grants(company) + "?limit=2");
        assertThat(page.<List<String>>path("items.grant_id")).containsExactly(one, two);
        permission
                .writer()
                .get(grants(company) + "?limit=2&cursor=" + page.path("next_cursor"))
                .then()
                .body("items.grant_id", equalTo(List.of(three)))
                .body("next_cursor", nullValue());
        permission
                .writer()
                .get(grants(company) + "?principal_id=" + company.id("li"))
                .then()
                .body("items.grant_id", equalTo(List.of(one)));
        permission.writer().get(grants(company) + "?effect=deny").then().body("items", hasSize(1));
        permission
                .writer()
                .get(grants(company) + "?limit=0")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("limit"));
        permission.writer().get(grants(company) + "?limit=x").then().statusCode(400);
        permission
                .writer()
                .get(grants(company) + "?cursor=x")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("cursor"));
    }

    private Company company(String name) {
        var company = new Company("grants-" + name);
        log.send(
                company.organization("active"),
                company.department("eng", null, "active"),
                company.department("web", "eng", "active"),
                company.member("li", "active", "web"));
        permission.awaitReason(company, "li", "not-authorized");
        return company;
    }

    private static Map<String, @Nullable Object> toLi(Company company) {
        return Permission.grantOf(company, "member", company.id("li"), "member", "allow");
    }

    private static String grants(Company company) {
        return Permission.path(company, "/grants");
    }

    private ValidatableResponse create(Company company, Object grant) {
        return permission.writer().body(grant).post(grants(company)).then();
    }

    private ValidatableResponse read(Company company, String id) {
        return permission.writer().get(grants(company) + "/" + id).then();
    }

    private ValidatableResponse patch(Company company, String id, String patch) {
        return permission
                .writer()
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(grants(company) + "/" + id)
                .then();
    }

    private ValidatableResponse batch(Company company, List<?> create, List<String> delete) {
        return permission
                .writer()
                .body(Map.of("create", create, "delete", delete))
                .post(grants(company) + "/batch")
                .then();
    }

    private void wrong(Company company, String field, Object value, String named) {
        var grant = new HashMap<>(toLi(company));
        grant.put(field, value);
        create(company, grant).statusCode(400).body("errors.field", equalTo(List.of(named)));
    }
}
