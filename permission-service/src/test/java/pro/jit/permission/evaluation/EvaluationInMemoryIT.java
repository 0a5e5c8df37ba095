package pro.jit.permission.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;
import pro.jit.permission.testing.Tokens;

/** A question of a caller who has just asked is answered on the event loop. Nobody can tell, but by the time it takes. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EvaluationInMemoryIT {
    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    Tokens tokens;

    @Inject
    TestClock clock;

    @Inject
    MeterRegistry meters;

    @Inject
    ObjectMapper json;

    @Inject
    Jdbi jdbi;

    @Test
    void aPermitIsTheSameOnEitherWayAndIsRecorded() throws Exception {
        var company = company("either");
        permission.grantToMember(company, "li");
        var token = awaitInMemory(company);

        var before = answered();
        var quick = ask(token, question(company, "li"), "*/*");
        assertThat(answered()).isEqualTo(before + 1);
        var slow = ask(token, question(company, "li"), "application/json, text/plain");
        assertThat(answered()).isEqualTo(before + 1);

        assertThat(quick.statusCode()).isEqualTo(200).isEqualTo(slow.statusCode());
        assertThat(quick.contentType()).isEqualTo(slow.contentType());
        assertThat(json.readTree(quick.asString())).isEqualTo(json.readTree(slow.asString()));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(permits(company)).isEqualTo(1));
    }

    @Test
    void theRequestIdComesBack() throws Exception {
        var company = company("echo");
        permission.grantToMember(company, "li");
        var token = awaitInMemory(company);

        var before = answered();
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("X-Request-Id", "whatever it was, with spaces")
                .body(question(company, "li"))
                .post("/access/v1/evaluation")
                .then()
                .header("X-Request-Id", equalTo("whatever it was, with spaces"))
                .body("decision", equalTo(true));
        assertThat(answered()).isEqualTo(before + 1);
    }

    @Test
    void whatIsTakenAwayIsRefusedWithTheNextQuestion() throws Exception {
        var company = company("taken");
        var grant = permission.grantToMember(company, "li");
        var token = awaitInMemory(company);

        permission
                .writer()
                .delete(Permission.path(company, "/grants/" + grant))
                .then()
                .statusCode(204);

        ask(token, question(company, "li"), "*/*")
                .then()
                .body("decision", equalTo(false))
                .body("context.reason", equalTo("not-authorized"));
    }

    @Test
    void aTokenIsNotRememberedBeyondItsEnd() throws Exception {
        var company = company("expired");
        permission.grantToMember(company, "li");
        awaitInMemory(company);
        var life = Duration.between(Instant.now(), clock.instant()).plusSeconds(6);
        var token = tokens.token("service", "jit", "https://sso.example.test", "access:evaluate", life.toSeconds());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ask(token, question(company, "li"), "*/*").statusCode() == 200);

        await().pollDelay(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(30)).until(() -> {
            var before = answered();
            ask(token, question(company, "li"), "*/*");
            return answered() == before;
        });
    }

    @Test
    void aKnownTokenOfAnotherKindOrWithoutTheScopeOpensNothing() throws Exception {
        var company = company("scopes");
        permission.grantToMember(company, "li");
        awaitInMemory(company);
        var reader = tokens.lasting("permissions:read");
        var visitor = tokens.token("session", "jit", "https://sso.example.test", "access:evaluate", 300);
        for (int i = 0; i < 2; i++) {
            ask(reader, question(company, "li"), "*/*").then().statusCode(403);
            ask(visitor, question(company, "li"), "*/*").then().statusCode(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{\"subject\":{\"type\":\"feishu_user\",\"id\":7},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"}}",
                "{\"subject\":{\"type\":\"feishu_user\",\"id\":\"ou\"},\"subject\":{\"type\":\"member\",\"id\":\"ou\"}}",
                "{\"subject\":{\"type\":\"feishu_user\",\"id\":\"ou\",\"properties\":{\"organization_id\":\"none\"}},\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"a/b\"}}",
                "{\"subject\":{\"type\":\"feishu_user\",\"id\":\"ou\"},\"action\":{\"name\":\"fly\"},\"resource\":{\"type\":\"application\",\"id\":\"../b\"}}",
            })
    void whatCannotBeUnderstoodIsAnsweredAlikeOnEitherWay(String body) throws Exception {
        var company = company("malformed" + Integer.toHexString(body.hashCode()));
        permission.grantToMember(company, "li");
        var token = awaitInMemory(company);

        var quick = ask(token, body, "*/*");
        var slow = ask(token, body, "application/json, text/plain");

        assertThat(quick.statusCode()).isEqualTo(slow.statusCode());
        assertThat(quick.asString()).isEqualTo(slow.asString());
    }

    private Company company(String name) {
        var company = new Company("inmemory-" + name);
        log.send(company.organization("active"), company.member("li", "active"));
        permission.awaitReason(company, "li", "not-authorized");
        return company;
    }

    /** A token with which what memory permits is answered from there. */
    private String awaitInMemory(Company company) throws JsonProcessingException {
        var token = tokens.lasting("access:evaluate");
        var question = question(company, "li");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            var before = answered();
            ask(token, question, "*/*").then().statusCode(200);
            return answered() > before;
        });
        return token;
    }

    private double answered() {
        return meters.counter("jit_evaluations_in_memory").count();
    }

    private long permits(Company company) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from decision_record where organization_id = :organization and decision")
                .bind("organization", company.organizationId())
                .mapTo(Long.class)
                .one());
    }

    private String question(Company company, String member) throws JsonProcessingException {
        return json.writeValueAsString(Map.of(
                "subject",
                Map.of(
                        "type",
                        "feishu_user",
                        "id",
                        company.openId(member),
                        "properties",
                        Map.of("organization_id", company.organizationId().toString())),
                "action",
                Map.of("name", "login"),
                "resource",
                Map.of("type", "application", "id", company.application())));
    }

    private static Response ask(String token, String body, String accept) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .accept(accept)
                .body(body)
                .post("/access/v1/evaluation");
    }
}
