package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SearchResourceIT {
    private static final Map<String, Object> LOGIN = Map.of("name", "login");

    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Test
    void whoMayComesWithWhatAnEvaluationWantsToKnow() {
        var company = company("who");
        permission.grantToMember(company, "li");

        var member = one(subjects(company, Map.of("type", "member")));
        var user = one(subjects(company, Map.of("type", "feishu_user")));

        assertThat(member)
                .isEqualTo(Map.of(
                        "type", "member",
                        "id", company.id("li").toString(),
                        "properties",
                                Map.of(
                                        "organization_id",
                                        company.organizationId().toString(),
                                        "name",
                                        "li")));
        assertThat(user)
                .isEqualTo(Map.of(
                        "type", "feishu_user",
                        "id", company.openId("li"),
                        "properties",
                                Map.of(
                                        "organization_id",
                                                company.organizationId().toString(),
                                        "name", "li",
                                        "union_id", company.unionId("li"),
                                        "tenant_key", company.tenantKey())));
        for (var subject : List.of(member, user)) {
            permission
                    .evaluate(Map.of("subject", subject, "action", LOGIN, "resource", application(company)))
                    .then()
                    .body("decision", equalTo(true));
        }
    }

    @Test
    void severalOrganizationsOfAnApplicationAreSearchedAndOneAloneIfItIsNamed() {
        var company = company("several");
        var another = company.another("search-several-b");
        arrange(another);
        permission.grantToMember(company, "li");
        permission.grantToMember(another, "wang");

        assertThat(ids(subjects(company, Map.of("type", "member"))))
                .containsExactlyInAnyOrder(
                        company.id("li").toString(), another.id("wang").toString());
        assertThat(ids(subjects(company, of(another))))
                .containsExactly(another.id("wang").toString());
        assertThat(ids(subjects(company, of(company("several-foreign"))))).isEmpty();
        log.send(another.organization("disabled"));
        log.awaitRead();
        assertThat(ids(subjects(company, Map.of("type", "member"))))
                .containsExactly(company.id("li").toString());
    }

    @Test
    void pagesGoOnFromOneOrganizationToTheNext() {
        var company = company("pages");
        var another = company.another("search-pages-b");
        arrange(another);
        for (var each : List.of(company, another)) {
            permission.grant(each, Permission.grantOf(each, "everyone", null, "member", "allow"));
        }
        var body = new HashMap<String, Object>(Map.of(
                "subject", Map.of("type", "member"),
                "action", LOGIN,
                "resource", application(company),
                "page", Map.of("limit", 1)));
        var found = new ArrayList<String>();
        for (int page = 0; page < 4; page++) {
            var answer = search("subject", body);
            found.addAll(ids(answer));
            body.put("page", Map.of("token", answer.<String>path("page.next_token"), "limit", 1));
        }

        assertThat(found)
                .containsExactlyInAnyOrder(
                        company.id("li").toString(),
                        company.id("wang").toString(),
                        another.id("li").toString(),
                        another.id("wang").toString());
    }

    @Test
    void aTokenOfAnotherQuestionIsRefused() {
        var company = company("midway");
        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));
        var first = search(
                "subject",
                Map.of(
                        "subject", Map.of("type", "member"),
                        "action", LOGIN,
                        "resource", application(company),
                        "page", Map.of("limit", 1)));

        permission
                .as("access:evaluate")
                .body(Map.of(
                        "subject", Map.of("type", "feishu_user"),
                        "action", LOGIN,
                        "resource", application(company),
                        "page", Map.of("token", first.<String>path("page.next_token"))))
                .post("/access/v1/search/subject")
                .then()
                .statusCode(400)
                .contentType(containsString("text/plain"))
                .body(equalTo("page.token belongs to another search"));
    }

    @Test
    void anIdOfWhatIsSearchedForIsPassedOver() {
        var company = company("ignored");
        permission.grantToMember(company, "li");

        assertThat(ids(subjects(
                        company,
                        Map.of("type", "member", "id", company.id("wang").toString()))))
                .containsExactly(company.id("li").toString());
        assertThat(ids(resources(member(company, "li"), Map.of("type", "application", "id", "another/one"))))
                .containsExactly(company.application());
    }

    @Test
    void whereSomebodyMaySignInAndWhatTheyMayDoThere() {
        var company = company("where");
        permission.grantToMember(company, "li");
        var other = company("where-else");

        assertThat(resources(member(company, "li"), Map.of("type", "application"))
                        .<Map<String, Object>>path(""))
                .isEqualTo(Map.of(
                        "page", Map.of("next_token", "", "count", 1),
                        "results", List.of(Map.of("type", "application", "id", company.application()))));
        assertThat(ids(resources(user(company, "li"), Map.of("type", "application"))))
                .containsExactly(company.application());
        assertThat(ids(resources(member(company, "wang"), Map.of("type", "application"))))
                .isEmpty();
        assertThat(actions(member(company, "li"), application(company)).<List<Object>>path("results"))
                .isEqualTo(List.of(LOGIN));
        assertThat(actions(member(company, "li"), application(other)).<List<Object>>path("results"))
                .isEmpty();
        assertThat(actions(member(company, "wang"), application(company)).<List<Object>>path("results"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "robot, login, application, whwy/search-unknown",
        "member, delete, application, whwy/search-unknown",
        "member, login, document, whwy/search-unknown",
        "member, login, application, whwy",
        "member, login, application, whwy/nobody",
    })
    void whatIsNotKnownIsFoundNowhere(String subject, String action, String type, String id) {
        var company = company("unknown-" + UUID.randomUUID());
        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));
        var li = Map.of("type", subject, "id", company.id("li").toString());
        var resource = Map.of("type", type, "id", id);

        assertThat(ids(search(
                        "subject", Map.of("subject", li, "action", Map.of("name", action), "resource", resource))))
                .isEmpty();
        if (!subject.equals("member") || !action.equals("login") || !type.equals("application")) {
            assertThat(ids(search(
                            "resource", Map.of("subject", li, "action", Map.of("name", action), "resource", resource))))
                    .isEmpty();
        }
        if (!action.equals("delete")) {
            assertThat(actions(li, resource).<List<Object>>path("results")).isEmpty();
        }
    }

    @Test
    void somebodyNobodyKnowsIsFoundNowhereAndNotReadFromFeishu() {
        var company = company("strangers");
        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));

        assertThat(ids(resources(user(company, "nobody"), Map.of("type", "application"))))
                .isEmpty();
        assertThat(actions(user(company, "nobody"), application(company)).<List<Object>>path("results"))
                .isEmpty();
        var somebody =
                Map.<String, Object>of("type", "member", "id", UUID.randomUUID().toString());
        assertThat(ids(resources(somebody, Map.of("type", "application")))).isEmpty();
        assertThat(ids(resources(Map.of("type", "member", "id", "x"), Map.of("type", "application"))))
                .isEmpty();
        assertThat(ids(resources(Map.of("type", "feishu_user", "id", "ou_x"), Map.of("type", "application"))))
                .isEmpty();
        assertThat(permission.refreshCalls(company.openId("nobody"))).isZero();
    }

    @Test
    void searchesAreNotRecorded() {
        var company = company("unrecorded");

        subjects(company, Map.of("type", "member"));
        resources(member(company, "li"), Map.of("type", "application"));
        actions(member(company, "li"), application(company));

        permission
                .as("permissions:read")
                .get(Permission.path(company, "/decisions"))
                .then()
                .body("items", equalTo(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"subject\":\"member\"}",
                "{\"subject\":{\"type\":7},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":7,\"id\":\"a/b\"}}",
                "{\"subject\":{\"type\":\"member\",\"id\":\"a\"},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"},\"context\":7}",
                "{\"subject\":{\"type\":\"member\",\"id\":\"a\"},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"},\"page\":{\"limit\":-1}}",
                "{\"subject\":{\"type\":\"member\",\"id\":\"a\"},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"},\"page\":{\"token\":\"eA\"}}",
                "{\"subject\":{\"type\":\"member\",\"id\":\"a\",\"properties\":[]},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"}}",
                "{\"subject\":{\"type\":\"a\\u0000\",\"id\":\"a\\u0000\"},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"\\u0000\",\"id\":\"a/b\"}}",
            })
    void aBodyThatIsNoSearchIs400WithAMessage(String body) {
        for (var what : List.of("subject", "resource", "action")) {
            permission
                    .as("access:evaluate")
                    .body(body)
                    .post("/access/v1/search/" + what)
                    .then()
                    .statusCode(400)
                    .contentType(containsString("text/plain"));
        }
    }

    private Company company(String name) {
        var company = new Company("search-" + name);
        arrange(company);
        return company;
    }

    private void arrange(Company company) {
        log.send(company.organization("active"), company.member("li", "active"), company.member("wang", "active"));
        log.awaitRead();
    }

    private Response subjects(Company company, Map<String, ?> subject) {
        return search("subject", Map.of("subject", subject, "action", LOGIN, "resource", application(company)));
    }

    private Response resources(Map<String, ?> subject, Map<String, ?> resource) {
        return search("resource", Map.of("subject", subject, "action", LOGIN, "resource", resource));
    }

    private Response actions(Map<String, ?> subject, Map<String, ?> resource) {
        return search("action", Map.of("subject", subject, "resource", resource));
    }

    private Response search(String what, Map<String, ?> body) {
        var answer = permission.as("access:evaluate").body(body).post("/access/v1/search/" + what);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private static Map<String, Object> one(Response answer) {
        List<Map<String, Object>> results = answer.path("results");
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    private static List<String> ids(Response answer) {
        return answer.path("results.id");
    }

    private static Map<String, Object> application(Company company) {
        return Map.of("type", "application", "id", company.application());
    }

    private static Map<String, Object> member(Company company, String name) {
        return Map.of("type", "member", "id", company.id(name).toString());
    }

    private static Map<String, Object> user(Company company, String name) {
        return Map.of(
                "type", "feishu_user",
                "id", company.openId(name),
                "properties",
                        Map.of(
                                "organization_id",
                                company.organizationId().toString(),
                                "union_id",
                                company.unionId(name)));
    }

    private static Map<String, Object> of(Company company) {
        return Map.of(
                "type",
                "member",
                "properties",
                Map.of("organization_id", company.organizationId().toString()));
    }
}
