package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EvaluationResourceIT {
    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    TestClock clock;

    @Test
    void aPermittedLoginSaysWhoAndWithWhichRoles() {
        var company = company("shape");
        permission.grantToMember(company, "li");
        permission
                .login(company, "li")
                .then()
                .statusCode(200)
                .body("decision", equalTo(true))
                .body("context.reason", equalTo("granted"))
                .body("context.member_id", equalTo(company.id("li").toString()))
                .body(
                        "context.organization_id",
                        equalTo(company.organizationId().toString()))
                .body("context.roles", equalTo(List.of("member")))
                .body("context.name", equalTo("li"))
                .body("context.picture", equalTo("https://avatars.example.test/li"))
                .body("context.user_id", equalTo("u_li"))
                .body("context.administrators", equalTo(List.of()));
    }

    @Test
    void aMissingGrantNamesWhoCanHelp() {
        var company = company("helpers");
        permission.grant(company, Permission.grantOf(company, "member", company.id("wang"), "administrator", "allow"));

        permission
                .login(company, "li")
                .then()
                .statusCode(200)
                .body("decision", equalTo(false))
                .body("context.reason", equalTo("not-authorized"))
                .body("context.name", equalTo("li"))
                .body("context.roles", equalTo(List.of()))
                .body("context.administrators", equalTo(List.of("wang")));
    }

    @Test
    void aMemberIsAskedForByOurIdToo() {
        var company = company("by-id");
        permission.grantToMember(company, "li");

        member(company, company.id("li").toString()).body("context.reason", equalTo("granted"));
        member(company, company.id("wang").toString()).body("context.reason", equalTo("not-authorized"));
        member(company, UUID.randomUUID().toString()).body("context.reason", equalTo("member-not-found"));
        member(company, "not-a-uuid").body("context.reason", equalTo("member-not-found"));
        member(company("by-id-other"), company.id("li").toString())
                .body("context.reason", equalTo("member-not-found"))
                .body("context.name", nullValue());
    }

    @Test
    void theUnionIdIdentifiesWithinTheTenantAndTheOpenIdWhereThereIsNone() {
        var company = company("identity");
        permission.grantToMember(company, "li");
        permission.grantToMember(company, "wang");

        reason(company, "ou_of_another_app", company.unionId("li"), company.tenantKey(), "granted");
        reason(company, "ou_of_another_app", company.unionId("li"), "another_tenant", "member-not-found");
        reason(company, company.openId("li"), null, company.tenantKey(), "granted");
        reason(company, company.openId("li"), null, null, "granted");
        reason(company, company.openId("li"), "on_somebody_else", company.tenantKey(), "member-not-found");
        var both = properties(company, company.unionId("wang"), company.tenantKey());
        permission
                .login(company.application(), company.openId("li"), both)
                .then()
                .body("context.member_id", equalTo(company.id("wang").toString()));
    }

    @Test
    void anOrganizationSpeaksForItsOwnApplicationAlone() {
        var mine = company("own");
        var theirs = company("foreign");
        permission.grantToMember(mine, "li");
        var properties = properties(mine, mine.unionId("li"), null);

        permission
                .login(theirs.application(), mine.openId("li"), properties)
                .then()
                .statusCode(200)
                .body("decision", equalTo(false))
                .body("context.reason", equalTo("organization-disabled"))
                .body("context.member_id", nullValue())
                .body("context.name", nullValue());
        permission
                .login(theirs.application(), mine.openId("li"), properties(theirs, mine.unionId("li"), null))
                .then()
                .body("context.reason", equalTo("member-not-found"));
    }

    @ParameterizedTest
    @CsvSource({
        "robot, login, application, whwy/x, unknown-subject",
        "member, delete, application, whwy/x, unknown-action",
        "member, login, document, whwy/x, unknown-resource",
        "member, login, application, whwy, unknown-resource",
        "feishu_user, login, application, whwy/x, organization-disabled",
    })
    void whatIsNotKnownIsADenyWith200(String subject, String action, String type, String id, String reason) {
        permission
                .evaluate(Map.of(
                        "subject", Map.of("type", subject, "id", "anybody"),
                        "action", Map.of("name", action),
                        "resource", Map.of("type", type, "id", id)))
                .then()
                .statusCode(200)
                .body("decision", equalTo(false))
                .body("context.reason", equalTo(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"subject\":\"li\",\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"}}",
                "{\"subject\":{\"type\":\"member\"},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"}}",
                "{\"subject\":{\"type\":\"member\",\"id\":7},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"}}",
                "{\"subject\":{\"type\":\"feishu_user\",\"id\":\"a\",\"properties\":{\"organization_id\":7}},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"}}",
                "{\"subject\":{\"type\":\"member\",\"id\":\"a\"},\"action\":{},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"}}",
                "{\"subject\":{\"type\":\"member\",\"id\":\"a\\u0000\"},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"}}",
            })
    void aBodyThatIsNoQuestionIs400WithAMessage(String body) {
        permission
                .as("access:evaluate")
                .body(body)
                .post("/access/v1/evaluation")
                .then()
                .statusCode(400)
                .contentType(containsString("text/plain"));
    }

    @Test
    void anUnknownPersonIsReadFromFeishuBeforeThatIsSaid() {
        var company = company("newcomer");
        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));
        permission.refreshAnswers(company.openId("zhao"), 200, company.memberAnswer("zhao", "active"));

        permission.login(company, "zhao").then().body("context.reason", equalTo("granted"));
        permission.login(company, "zhao").then().body("context.reason", equalTo("granted"));
        assertThat(permission.refreshCalls(company.openId("zhao"))).isEqualTo(1);
    }

    @Test
    void somebodyInactiveIsReadAgainOnce() {
        var company = company("thawed");
        permission.grantToMember(company, "li");
        log.send(company.member("li", "frozen"));
        permission.awaitReason(company, "wang", "not-authorized");
        permission.refreshAnswers(company.openId("li"), 200, company.memberAnswer("li", "active"));

        permission.awaitReason(company, "li", "granted");
        assertThat(permission.refreshCalls(company.openId("li"))).isLessThanOrEqualTo(1);
    }

    @Test
    void whoFeishuDoesNotKnowIsNotAskedForAgainForAMinute() {
        var company = company("stranger");
        permission.login(company, "nobody").then().body("context.reason", equalTo("member-not-found"));
        permission.login(company, "nobody").then().body("context.reason", equalTo("member-not-found"));
        assertThat(permission.refreshCalls(company.openId("nobody"))).isEqualTo(1);

        clock.advance(Duration.ofSeconds(61));
        permission.login(company, "nobody").then().body("context.reason", equalTo("member-not-found"));
        assertThat(permission.refreshCalls(company.openId("nobody"))).isEqualTo(2);
    }

    @Test
    void manyLoginsOfOneUnknownPersonAskOnce() throws Exception {
        var company = company("rush");
        permission.refreshWaits(company.openId("nobody"));
        var logins = new ArrayList<Callable<String>>();
        for (int i = 0; i < 8; i++) {
            logins.add(() -> permission.login(company, "nobody").path("context.reason"));
        }

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var login : executor.invokeAll(logins)) {
                assertThat(login.get()).isEqualTo("member-not-found");
            }
        }

        assertThat(permission.refreshCalls(company.openId("nobody"))).isEqualTo(1);
        permission.refreshAnswers(company.openId("nobody"), 404, "{}");
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "401", "200"})
    void aSiblingThatFailsIsADeny(int status) {
        var company = company("failing" + status);
        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));
        permission.refreshAnswers(company.openId("zhao"), status, "{\"not\":\"a member\"}");

        permission
                .login(company, "zhao")
                .then()
                .statusCode(200)
                .body("decision", equalTo(false))
                .body("context.reason", equalTo("member-not-found"));

        assertThat(permission.refreshCalls(company.openId("zhao"))).isEqualTo(1);
    }

    @Test
    void aDecisionDoesNotWaitForASlowSiblingButALateAnswerIsNotLost() {
        var company = company("slow");
        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));
        permission.refreshWaits(company.openId("zhao"));

        permission
                .login(company, "zhao")
                .then()
                .statusCode(200)
                .body("decision", equalTo(false))
                .body("context.reason", equalTo("member-not-found"));

        permission.refreshAnswers(company.openId("zhao"), 200, company.memberAnswer("zhao", "active"));
        permission.awaitReason(company, "zhao", "granted");
        assertThat(permission.refreshCalls(company.openId("zhao"))).isEqualTo(1);
    }

    @Test
    void anAnswerAboutAnotherOrganizationIsNotBelieved() {
        var company = company("victim");
        var other = company("attacker");
        permission.grant(other, Permission.grantOf(other, "everyone", null, "member", "allow"));
        permission.refreshAnswers(company.openId("zhao"), 200, other.memberAnswer("zhao", "active"));

        permission.login(company, "zhao").then().body("context.reason", equalTo("member-not-found"));
        permission.login(other, "zhao").then().body("context.reason", equalTo("member-not-found"));
    }

    private Company company(String name) {
        var company = new Company("eval-" + name);
        log.send(company.organization("active"), company.member("li", "active"), company.member("wang", "active"));
        permission.awaitReason(company, "wang", "not-authorized");
        permission.awaitReason(company, "li", "not-authorized");
        return company;
    }

    private ValidatableResponse member(Company company, String id) {
        return permission
                .evaluate(Map.of(
                        "subject", Map.of("type", "member", "id", id),
                        "action", Map.of("name", "login"),
                        "resource", Map.of("type", "application", "id", company.application())))
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> properties(
            Company company, @Nullable String unionId, @Nullable String tenantKey) {
        var properties = new HashMap<String, Object>();
        properties.put("organization_id", company.organizationId().toString());
        if (unionId != null) {
            properties.put("union_id", unionId);
        }
        if (tenantKey != null) {
            properties.put("tenant_key", tenantKey);
        }
        return properties;
    }

    private void reason(
            Company company, String openId, @Nullable String unionId, @Nullable String tenantKey, String reason) {
        permission
                .login(company.application(), openId, properties(company, unionId, tenantKey))
                .then()
                .statusCode(200)
                .body("context.reason", equalTo(reason));
    }
}
