package pro.jit.gateway.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.token.TokenCalls.as;
import static pro.jit.gateway.token.TokenCalls.asOperator;
import static pro.jit.gateway.token.TokenCalls.operatorToken;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** The OAuth endpoints over a session that somebody signed in to. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class OAuthSessionIT {
    private TestApplication application;
    private Visitor visitor;
    private String token;

    @BeforeEach
    void signIn() {
        var neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m1", "o1", "member", "teacher");
        visitor = Visitor.with(Visitor.FEISHU);
        var authorize = location(visitor.get(application.login()));
        visitor.get(application.login() + "?code=c-1&state=" + parameter(authorize, "state"));
        token = visitor.cookie("jit_session").orElseThrow();
    }

    private static ValidatableResponse introspect(String token) {
        return asOperator()
                .formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store");
    }

    private ValidatableResponse userinfo() {
        return given().auth().oauth2(token).get("/oauth2/userinfo").then();
    }

    @Test
    void aLiveSessionsTokenIsActiveWithItsClaims() {
        introspect(token)
                .body("active", equalTo(true))
                .body("sub", equalTo("m1"))
                .body("aud", equalTo(application.orgId() + "/" + application.appId()))
                .body("token_use", equalTo("session"));
        userinfo().statusCode(200).body("sub", equalTo("m1")).body("roles", contains("member", "teacher"));
    }

    @Test
    void revokingItEndsTheSession() {
        asOperator().formParam("token", token).post("/oauth2/revoke").then().statusCode(200);

        introspect(token).body("active", equalTo(false)).body("sub", nullValue());
        userinfo().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
        assertThat(visitor.get(application.path() + "/").statusCode()).isEqualTo(302);
        assertThat(visitor.get(application.path() + "/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aClientWithoutTheScopeRevokesAndIntrospectsNothing() {
        as("permission-service", TestEnvironment.PERMISSION_SECRET)
                .formParam("token", token)
                .post("/oauth2/revoke")
                .then()
                .statusCode(403)
                .body("error", equalTo("unauthorized_client"));
        as("permission-service", TestEnvironment.PERMISSION_SECRET)
                .formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .statusCode(403)
                .body("error", equalTo("unauthorized_client"));
        introspect(token).body("active", equalTo(true));
    }

    @Test
    void aClientRevokesItsOwnServiceTokenAndNoOtherClients() {
        var service = operatorToken("signing-keys:read");
        introspect(service).body("active", equalTo(true)).body("scope", equalTo("signing-keys:read"));
        as("permission-service", TestEnvironment.PERMISSION_SECRET)
                .formParam("token", service)
                .post("/oauth2/revoke")
                .then()
                .statusCode(403);
        introspect(service).body("active", equalTo(true));

        asOperator().formParam("token", service).post("/oauth2/revoke").then().statusCode(200);

        introspect(service).body("active", equalTo(false));
        given().auth().oauth2(service).get("/api/auth/signing-keys").then().statusCode(401);
    }

    @Test
    void anythingElseIsInactiveAndAsGoodAsRevoked() {
        introspect("x").body("active", equalTo(false));
        introspect(token + "x").body("active", equalTo(false));
        asOperator().formParam("token", "x").post("/oauth2/revoke").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/introspect", "/oauth2/revoke"})
    void whoDoesNotProveItselfOrNamesNoTokenIsRefused(String path) {
        given().contentType("application/x-www-form-urlencoded")
                .formParam("token", token)
                .post(path)
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        asOperator().post(path).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    void aServiceTokenIsNobodysUserinfo() {
        given().auth()
                .oauth2(operatorToken("members:read"))
                .get("/oauth2/userinfo")
                .then()
                .statusCode(401);
        given().get("/oauth2/userinfo").then().statusCode(401);
    }

    @Test
    void thePageThatSaysWhoIsSignedInLogsOutAsBrowsersSendItsForm() {
        assertThat(visitor.get(application.path() + "/").body()).contains(application.path() + "/logout");

        given().redirects()
                .follow(false)
                .cookie("jit_session", token)
                .header("X-Forwarded-Host", "localhost:8080")
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded")
                .post(application.path() + "/logout")
                .then()
                .statusCode(303);

        introspect(token).body("active", equalTo(false));
    }
}
