package pro.jit.permission.evaluation;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** Many questions in one request. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EvaluationsIT {
    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Test
    void manyQuestionsShareWhatTheyHaveInCommon() {
        var company = company("many");
        permission.grantToMember(company, "li");
        var body = new HashMap<String, Object>();
        body.put("action", Map.of("name", "login"));
        body.put("resource", Map.of("type", "application", "id", company.application()));
        body.put(
                "evaluations",
                List.of(
                        Map.of("subject", Map.of("type", "member", "id", company.id("wang"))),
                        Map.of("subject", Map.of("type", "member", "id", company.id("li"))),
                        Map.of("subject", Map.of("type", "member", "id", company.id("wang")))));

        evaluations(body).body("evaluations.decision", equalTo(List.of(false, true, false)));
        body.put("options", Map.of("evaluations_semantic", "permit_on_first_permit"));
        evaluations(body).body("evaluations.decision", equalTo(List.of(false, true)));
        body.put("options", Map.of("evaluations_semantic", "deny_on_first_deny"));
        evaluations(body).body("evaluations.decision", equalTo(List.of(false)));
        body.remove("evaluations");
        body.put("subject", Map.of("type", "member", "id", company.id("li")));
        evaluations(body).body("decision", equalTo(true));
    }

    @Test
    void aQuestionThatCannotBeUnderstoodIsADenyOfItsOwnAmongTheOthers() {
        var company = company("odd-one");
        permission.grantToMember(company, "li");
        var li = Map.of("type", "member", "id", company.id("li"));
        var questions = new ArrayList<@Nullable Object>();
        questions.add(Map.of("subject", li));
        questions.add(Map.of("subject", Map.of("type", "member")));
        questions.add(Map.of("subject", li, "action", Map.of()));
        questions.add(7);
        questions.add(null);
        questions.add(Map.of("subject", li));
        var body = new HashMap<String, Object>();
        body.put("action", Map.of("name", "login"));
        body.put("resource", Map.of("type", "application", "id", company.application()));
        body.put("evaluations", questions);

        evaluations(body)
                .body("evaluations.decision", equalTo(List.of(true, false, false, false, false, true)))
                .body("evaluations[0].context.error", nullValue())
                .body("evaluations[1].context.reason", equalTo("invalid-request"))
                .body("evaluations[1].context.error.status", equalTo(400))
                .body("evaluations[1].context.error.message", equalTo("subject.id is missing or not a string"))
                .body("evaluations[2].context.error.message", equalTo("action.name is missing or not a string"))
                .body("evaluations[3].context.error.message", equalTo("body is not a JSON object"));
        body.put("options", Map.of("evaluations_semantic", "deny_on_first_deny"));
        evaluations(body).body("evaluations.decision", equalTo(List.of(true, false)));
    }

    @Test
    void aPartIsTakenWholeFromTheDefaultsOrNotAtAll() {
        var company = company("whole");
        permission.grantToMember(company, "li");

        evaluations(Map.of(
                        "subject", Map.of("type", "member", "id", company.id("li")),
                        "action", Map.of("name", "login"),
                        "resource", Map.of("type", "application", "id", company.application()),
                        "evaluations", List.of(Map.of(), Map.of("subject", Map.of("type", "member")))))
                .body("evaluations.decision", equalTo(List.of(true, false)))
                .body("evaluations[1].context.error.message", equalTo("subject.id is missing or not a string"));
    }

    @Test
    void withoutQuestionsOrWithNoneInItTheBodyIsTheQuestion() {
        var company = company("single");
        permission.grantToMember(company, "li");
        var body = new HashMap<String, Object>();
        body.put("subject", Map.of("type", "member", "id", company.id("li")));
        body.put("action", Map.of("name", "login"));
        body.put("resource", Map.of("type", "application", "id", company.application()));

        evaluations(body).body("decision", equalTo(true)).body("evaluations", nullValue());
        body.put("evaluations", List.of());
        evaluations(body).body("decision", equalTo(true)).body("evaluations", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"evaluations\":{}}",
                "{\"evaluations\":7}",
                "{\"evaluations\":null}",
                "{\"evaluations\":[{}],\"options\":7}",
                "{\"evaluations\":[{}],\"options\":{\"evaluations_semantic\":\"all\"}}",
                "{\"evaluations\":[{}],\"options\":{\"evaluations_semantic\":7}}",
                "{\"evaluations\":[{}],\"options\":{\"evaluations_semantic\":null}}",
                "{\"evaluations\":[{}],\"subject\":\"li\"}",
                "{\"evaluations\":[{}],\"context\":[]}",
                "{\"evaluations\":[{}],\"evaluations\":[]}",
            })
    void whatIsWrongWithTheWholeIs400WithAMessage(String body) {
        permission
                .as("access:evaluate")
                .body(body)
                .post("/access/v1/evaluations")
                .then()
                .statusCode(400)
                .contentType(containsString("text/plain"));
    }

    @Test
    void moreThanAThousandQuestionsAreTooMany() {
        var body = "{\"evaluations\":[" + "{},".repeat(1_000) + "{}]}";

        permission
                .as("access:evaluate")
                .body(body)
                .post("/access/v1/evaluations")
                .then()
                .statusCode(400)
                .body(equalTo("evaluations is not an array of at most 1000"));
    }

    private Company company(String name) {
        var company = new Company("evals-" + name);
        log.send(company.organization("active"), company.member("li", "active"), company.member("wang", "active"));
        log.awaitRead();
        return company;
    }

    private ValidatableResponse evaluations(Object body) {
        return permission
                .as("access:evaluate")
                .body(body)
                .post("/access/v1/evaluations")
                .then()
                .statusCode(200);
    }
}
