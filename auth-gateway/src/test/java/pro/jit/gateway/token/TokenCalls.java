package pro.jit.gateway.token;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import pro.jit.gateway.TestEnvironment;

/** Requests the tests make again and again. */
public final class TokenCalls {
    private TokenCalls() {}

    /** A request form sent by the operator. */
    static RequestSpecification asOperator() {
        return as("operator", TestEnvironment.OPERATOR_SECRET);
    }

    static RequestSpecification as(String clientId, String secret) {
        return given().auth()
                .preemptive()
                .basic(clientId, secret)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8");
    }

    static Response tokenRequest(String clientId, String secret, String scope) {
        return as(clientId, secret)
                .formParam("grant_type", "client_credentials")
                .formParam("scope", scope)
                .post("/oauth2/token");
    }

    /** A service token of the operator with these scopes. */
    public static String operatorToken(String scope) {
        return tokenRequest("operator", TestEnvironment.OPERATOR_SECRET, scope)
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** A JSON request with a service token of these scopes. */
    public static RequestSpecification withScope(String scope) {
        return given().auth().oauth2(operatorToken(scope)).contentType("application/json");
    }
}
