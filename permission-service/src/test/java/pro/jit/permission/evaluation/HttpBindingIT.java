package pro.jit.permission.evaluation;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** What AuthZEN asks of HTTP: media types, request ids, errors, metadata. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class HttpBindingIT {
    @Inject
    Permission permission;

    @ParameterizedTest
    @ValueSource(strings = {"evaluation", "evaluations", "search/subject", "search/resource", "search/action"})
    void onlyJsonIsRead(String route) {
        permission
                .as("access:evaluate")
                .contentType("text/plain")
                .body("{}")
                .post("/access/v1/" + route)
                .then()
                .statusCode(400)
                .contentType(containsString("text/plain"))
                .body(equalTo("The media type is not supported"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bfe9eb29-ab87-4ca3-be83-a1d5d8305716", "7", "a b/c?d=<e>", "{\"any\":\"string\"}"})
    void whateverTheRequestIsCalledTheAnswerIsCalledToo(String requestId) {
        for (var body : List.of("{}", "{")) {
            assertThat(permission
                            .as("access:evaluate")
                            .header("X-Request-ID", requestId)
                            .body(body)
                            .post("/access/v1/evaluation")
                            .header("X-Request-ID"))
                    .isEqualTo(requestId);
        }
        assertThat(permission
                        .as("access:evaluate")
                        .body("{}")
                        .post("/access/v1/evaluation")
                        .header("X-Request-ID"))
                .isNotBlank();
    }

    @Test
    void whoProvesNothingIsToldHowTo() {
        given().contentType("application/json")
                .body("{}")
                .post("/access/v1/evaluation")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType(containsString("text/plain"));
    }

    @Test
    void theMetadataNamesTheEndpoints() {
        var metadata = get("/.well-known/authzen-configuration");
        String pdp = metadata.path("policy_decision_point");

        metadata.then()
                .statusCode(200)
                .contentType(containsString("application/json"))
                .header("Cache-Control", containsString("max-age="));
        assertThat(metadata.<Map<String, String>>path(""))
                .isEqualTo(Map.of(
                        "policy_decision_point", pdp,
                        "access_evaluation_endpoint", pdp + "/access/v1/evaluation",
                        "access_evaluations_endpoint", pdp + "/access/v1/evaluations",
                        "search_subject_endpoint", pdp + "/access/v1/search/subject",
                        "search_resource_endpoint", pdp + "/access/v1/search/resource",
                        "search_action_endpoint", pdp + "/access/v1/search/action"));
    }
}
