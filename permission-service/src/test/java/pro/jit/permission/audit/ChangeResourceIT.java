package pro.jit.permission.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ChangeResourceIT {
    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Test
    void tellsWhoChangedWhatFromWhatToWhat() {
        var company = company("told");
        var grant = permission
                .writer()
                .header("X-Request-Id", "request-that-made")
                .body(Permission.grantOf(company, "department", company.id("eng"), "member", "allow"))
                .post(Permission.path(company, "/grants"))
                .<String>path("grant_id");
        permission
                .writer()
                .body(Map.of("role", "administrator", "valid_until", "2099-01-01T00:00:00Z"))
                .patch(Permission.path(company, "/grants/" + grant));
        permission.writer().delete(Permission.path(company, "/grants/" + grant + "?leave_without_administrator=true"));

        changes(company, "subject_id=" + grant)
                .body("items.kind", equalTo(List.of("grant.removed", "grant.updated", "grant.created")))
                .body("items.caller", equalTo(List.of("a-client", "a-client", "a-client")))
                .body("items[2].request_id", equalTo("request-that-made"))
                .body("items[2].before", nullValue())
                .body("items[2].after.grant_id", equalTo(grant))
                .body(
                        "items[2].after.organization_id",
                        equalTo(company.organizationId().toString()))
                .body("items[2].after.principal.type", equalTo("department"))
                .body("items[2].after.principal.id", equalTo(company.id("eng").toString()))
                .body("items[2].after.include_sub_departments", equalTo(true))
                .body("items[2].after.role", equalTo("member"))
                .body("items[2].after.effect", equalTo("allow"))
                .body("items[1].before.role", equalTo("member"))
                .body("items[1].before.valid_until", nullValue())
                .body("items[1].after.role", equalTo("administrator"))
                .body("items[1].after.valid_until", equalTo("2099-01-01T00:00:00Z"))
                .body("items[0].before.role", equalTo("administrator"))
                .body("items[0].after", nullValue());
    }

    @Test
    void whatIsPatchedToWhatItIsIsNoChange() {
        var company = company("no-change");
        var grant = permission.grantToMember(company, "li");
        permission
                .writer()
                .body(Map.of("role", "member"))
                .patch(Permission.path(company, "/grants/" + grant))
                .then()
                .statusCode(200);

        changes(company, "").body("items.kind", equalTo(List.of("grant.created")));
    }

    @Test
    void aDepartureIsAChangeOfOurOwn() {
        var company = company("departure");
        var grant = permission.grantToMember(company, "li");
        log.send(company.member("li", "resigned", "eng"));
        permission.awaitReason(company, "li", "member-inactive");

        changes(company, "caller=permission-service")
                .body("items.kind", equalTo(List.of("grant.removed_on_departure")))
                .body("items[0].subject_id", equalTo(grant));
    }

    @Test
    void listsInPagesAndFiltered() {
        var roles = Permission.path(new Company("changes-filtered"), "/roles");
        for (var name : List.of("a", "b", "c")) {
            permission.writer().body(Map.of("name", name)).post(roles).then().statusCode(201);
        }
        permission
                .writer()
                .body(Map.of("title", "B"))
                .patch(roles + "/b")
                .then()
                .statusCode(200);
        permission.writer().delete(roles + "/c").then().statusCode(204);
        var company = new Company("changes-filtered");

        String cursor = changes(company, "limit=2")
                .body("items.kind", equalTo(List.of("role.removed", "role.updated")))
                .extract()
                .path("next_cursor");
        changes(company, "limit=3&cursor=" + cursor)
                .body("items.subject_id", equalTo(List.of("c", "b", "a")))
                .body("next_cursor", nullValue());
        changes(company, "kind=role.created").body("items", hasSize(3));
        changes(company, "kind=role.created&subject_id=b").body("items", hasSize(1));
        changes(company, "caller=somebody").body("items", hasSize(0));
        changes(company, "from=2099-01-01T00:00:00Z").body("items", hasSize(0));
        changes(company, "to=2020-01-01T00:00:00Z").body("items", hasSize(0));
        changes(new Company("changes-of-others"), "").body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "kind=%20, kind",
        "subject_id=%00, subject_id",
        "caller=a%0Ab, caller",
        "from=yesterday, from",
        "to=1, to",
        "limit=0, limit",
        "cursor=x, cursor"
    })
    void aBadParameterIsNamed(String query, String field) {
        permission
                .writer()
                .urlEncodingEnabled(false)
                .get(Permission.path(new Company("changes-bad"), "/changes?" + query))
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of(field)));
    }

    private Company company(String name) {
        var company = new Company("changes-" + name);
        log.send(
                company.organization("active"),
                company.department("eng", null, "active"),
                company.member("li", "active", "eng"));
        permission.awaitReason(company, "li", "not-authorized");
        return company;
    }

    private ValidatableResponse changes(Company company, String query) {
        var response = permission
                .as("permissions:read")
                .get(Permission.path(company, "/changes" + (query.isEmpty() ? "" : "?" + query)));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.then();
    }
}
