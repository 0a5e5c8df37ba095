package pro.jit.permission.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DecisionResourceIT {
    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    Jdbi jdbi;

    @Test
    void everyRefusalIsKeptWithItsRequest() {
        var company = company("kept");
        refuse(company, "li", "request-of-li");

        permission
                .writer()
                .get(decisions(company) + "?member_id=" + company.id("li"))
                .then()
                .statusCode(200)
                .body("items[0].request_id", equalTo("request-of-li"))
                .body("items[0].caller", equalTo("a-client"))
                .body("items[0].member_id", equalTo(company.id("li").toString()))
                .body(
                        "items[0].organization_id",
                        equalTo(company.organizationId().toString()))
                .body("items[0].subject_type", equalTo("member"))
                .body("items[0].action", equalTo("login"))
                .body("items[0].decision", equalTo(false))
                .body("items[0].reason", equalTo("not-authorized"));
    }

    @Test
    void listsTheNewestFirstInPagesAndFiltered() {
        var company = company("filtered");
        for (var request : List.of("request-1", "request-2", "request-3")) {
            refuse(company, "li", request);
        }
        var ofLi = decisions(company) + "?member_id=" + company.id("li");

        var page = permission.writer().get(ofLi + "&limit=2");
        assertThat(page.<List<String>>path("items.request_id")).containsExactly("request-3", "request-2");
        var next = permission.writer().get(ofLi + "&limit=2&cursor=" + page.path("next_cursor"));
        assertThat(next.<List<String>>path("items.request_id")).startsWith("request-1");
        permission.writer().get(ofLi + "&reason=access-blocked").then().body("items", hasSize(0));
        permission.writer().get(ofLi + "&decision=true").then().body("items", hasSize(0));
        permission
                .writer()
                .get(ofLi + "&from=2099-01-01T00:00:00Z")
                .then()
                .body("items", hasSize(0))
                .body("next_cursor", nullValue());
        permission.writer().get(ofLi + "&to=2020-01-01T00:00:00Z").then().body("items", hasSize(0));
    }

    @Test
    void anotherApplicationSeesNoneOfThem() {
        var company = company("private");
        refuse(company, "li", "request-private");

        permission
                .writer()
                .get(decisions(new Company("somebody-else")) + "?member_id=" + company.id("li"))
                .then()
                .body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"member_id=x", "decision=maybe", "from=yesterday", "to=1", "limit=201", "cursor=%00"})
    void aBadParameterIsNamed(String query) {
        permission
                .writer()
                .get(decisions(new Company("parameters")) + "?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void everyChangeOfAGrantIsRecordedWithWhatWasBefore() {
        var company = company("changes");
        var grant = permission.grantToMember(company, "li");
        permission
                .writer()
                .body(Map.of("role", "administrator"))
                .patch(Permission.path(company, "/grants/" + grant))
                .then()
                .statusCode(200);
        log.send(company.member("li", "resigned"));
        permission.awaitReason(company, "li", "member-inactive");

        var kinds = jdbi.withHandle(handle -> handle.createQuery(
                        "select kind || ' ' || coalesce(before ->> 'role', '-') || ' ' || coalesce(after ->> 'role', '-')"
                                + " from change_record where subject_id = :id order by change_id")
                .bind("id", grant)
                .mapTo(String.class)
                .list());
        assertThat(kinds)
                .containsExactly(
                        "grant.created - member",
                        "grant.updated member administrator",
                        "grant.removed_on_departure administrator -");
    }

    @Test
    void accessIsExplainedByEveryGrantThatSpeaks() {
        var company = company("explained");
        log.send(
                company.department("eng", null, "active"),
                company.department("web", "eng", "active"),
                company.member("zhao", "active", "web"));
        permission.awaitReason(company, "zhao", "not-authorized");
        permission.grant(company, Permission.grantOf(company, "department", company.id("eng"), "member", "allow"));
        permission.grant(company, Permission.grantOf(company, "everyone", null, "administrator", "allow"));
        var over = Permission.grantOf(company, "member", company.id("zhao"), "member", "deny");
        over.put("valid_until", "2020-01-01T00:00:00Z");
        permission.grant(company, over);

        permission
                .writer()
                .get(Permission.path(company, "/members/" + company.id("zhao") + "/access"))
                .then()
                .statusCode(200)
                .body("decision", equalTo(true))
                .body("reason", equalTo("granted"))
                .body("roles", equalTo(List.of("administrator", "member")))
                .body("grants", hasSize(3))
                .body("grants[0].via.type", equalTo(List.of("member", "department", "department")))
                .body("grants[0].via.name", equalTo(List.of("zhao", "web", "eng")))
                .body("grants[0].in_force", equalTo(true))
                .body("grants[1].via.type", equalTo(List.of("member", "everyone")))
                .body("grants[2].effect", equalTo("deny"))
                .body("grants[2].in_force", equalTo(false))
                .body(
                        "sentence.en",
                        equalTo(
                                "zhao may enter as administrator, member: member granted to the department “eng” (“web” → “eng”);"
                                        + " administrator granted to everyone."))
                .body(
                        "sentence.zh",
                        equalTo(
                                "zhao可以进入，角色为administrator、member：部门“eng”获得角色member（“web”→“eng”）；全体成员获得角色administrator。"));
        permission
                .writer()
                .get(Permission.path(new Company("nobody"), "/members/" + company.id("zhao") + "/access"))
                .then()
                .statusCode(404);
    }

    @Test
    void accessOfManyIsDecidedAtOnceAndNotRecorded() {
        var company = company("many");
        log.send(company.member("zhao", "active"), company.member("sun", "resigned"));
        permission.awaitReason(company, "zhao", "not-authorized");
        permission.awaitReason(company, "sun", "member-inactive");
        permission.grantToMember(company, "zhao");
        var stranger = new Company("audit-many-others");
        log.send(stranger.organization("active"), stranger.member("zhao", "active"));
        var recorded = recorded(company);

        permission
                .as("permissions:read")
                .body(Map.of(
                        "organization_id",
                        company.organizationId(),
                        "member_ids",
                        List.of(company.id("zhao"), company.id("li"), company.id("sun"), stranger.id("zhao"))))
                .post(Permission.path(company, "/members/access"))
                .then()
                .statusCode(200)
                .body("items.member_id[0]", equalTo(company.id("zhao").toString()))
                .body("items.decision", equalTo(List.of(true, false, false, false)))
                .body(
                        "items.reason",
                        equalTo(List.of("granted", "not-authorized", "member-inactive", "member-not-found")));
        assertThat(recorded(company)).isEqualTo(recorded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"organization_id\":\"01a20e91-1d71-787a-90bb-d66ccde9ff95\"}",
                "{\"organization_id\":\"01a20e91-1d71-787a-90bb-d66ccde9ff95\",\"member_ids\":[]}",
                "{\"organization_id\":\"01a20e91-1d71-787a-90bb-d66ccde9ff95\",\"member_ids\":[7]}",
                "{\"organization_id\":\"01a20e91-1d71-787a-90bb-d66ccde9ff95\",\"member_ids\":[\"' or 1=1\"]}",
                "{\"organization_id\":[],\"member_ids\":[\"01a20e91-1d71-787a-90bb-d66ccde9ff95\"]}"
            })
    void accessOfManyIsNotDecidedForWhatIsNoQuestion(String body) {
        permission
                .as("permissions:read")
                .body(body)
                .post(Permission.path(new Company("nobody"), "/members/access"))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:jit:problem:invalid-request"));
    }

    @Test
    void accessOfMoreThanAThousandIsTooMuchToAskAtOnce() {
        var many = Stream.generate(UUID::randomUUID).limit(1001).toList();
        permission
                .as("permissions:read")
                .body(Map.of("organization_id", UUID.randomUUID(), "member_ids", many))
                .post(Permission.path(new Company("nobody"), "/members/access"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("member_ids"));
    }

    private int recorded(Company company) {
        return permission
                .writer()
                .get(decisions(company))
                .jsonPath()
                .getList("items")
                .size();
    }

    private Company company(String name) {
        var company = new Company("audit-" + name);
        log.send(company.organization("active"), company.member("li", "active"));
        permission.awaitReason(company, "li", "not-authorized");
        return company;
    }

    private void refuse(Company company, String member, String requestId) {
        permission
                .as("access:evaluate")
                .header("X-Request-Id", requestId)
                .body(Map.of(
                        "subject",
                                Map.of(
                                        "type",
                                        "member",
                                        "id",
                                        company.id(member).toString()),
                        "action", Map.of("name", "login"),
                        "resource", Map.of("type", "application", "id", company.application())))
                .post("/access/v1/evaluation")
                .then()
                .statusCode(200)
                .body("decision", equalTo(false));
    }

    private static String decisions(Company company) {
        return Permission.path(company, "/decisions");
    }
}
