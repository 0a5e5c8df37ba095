package pro.jit.gateway.openid;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static pro.jit.gateway.openid.Party.follow;
import static pro.jit.gateway.token.TokenCalls.operatorToken;
import static pro.jit.gateway.token.TokenCalls.withScope;

import com.nimbusds.jose.JWSAlgorithm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** Registrations of relying parties. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class RelyingPartyIT {
    @Inject
    Jdbi jdbi;

    private Neighbours neighbours;
    private TestApplication application;
    private Party party;
    private Visitor visitor;
    private String memberId;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        memberId = "m" + System.nanoTime();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted(memberId, "o1", "member", "administrator");
        party = Party.registered(application);
        visitor = Visitor.with(Visitor.FEISHU);
    }

    @Test
    void thePartysAlgorithmMayBeChangedAndNothingButOursIsTaken() throws Exception {
        var client = "/api/auth/clients/" + party.clientId();
        withScope(Party.ADMIN)
                .body(Map.of("id_token_signed_response_alg", "ES256"))
                .patch(client)
                .then()
                .statusCode(200)
                .body("id_token_signed_response_alg", equalTo("ES256"));
        party.judged(JWSAlgorithm.ES256, party.signIn(visitor), null);

        for (var wrong : List.of("none", "HS256", "es256", "PS256", "")) {
            withScope(Party.ADMIN)
                    .body(Map.of("id_token_signed_response_alg", wrong))
                    .patch(client)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("id_token_signed_response_alg"));
        }
        withScope("clients:write members:read")
                .body(Map.of("scopes", List.of("members:read"), "id_token_signed_response_alg", "RS256"))
                .post("/api/auth/clients")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("app_id"));
    }

    @Test
    void aPartyOfBeforeThereWasAChoiceKeepsEs256() throws Exception {
        jdbi.useHandle(handle -> handle.execute("""
                insert into service_client (client_id, scope, grant_types, org_id, app_id, redirect_uris, confidential, built_in,
                    created_at, created_by)
                select client_id || '-old', scope, grant_types, org_id, app_id, redirect_uris, false, false, created_at, created_by
                from service_client where client_id = ?""", party.clientId()));
        var old = new Party(application, party.clientId() + "-old", null);

        old.judged(JWSAlgorithm.ES256, old.signIn(visitor), null);
    }

    @Test
    void registrationsAreChecked() {
        var good = Party.registration(application);
        var bad = new HashMap<String, Object>();
        bad.put("redirect_uris", List.of("http://party.example/x"));
        bad.put("post_logout_redirect_uris", List.of("https://party.example/#x"));
        bad.put("backchannel_logout_uri", "http://party.example/logout");
        bad.put("grant_types", List.of("implicit"));
        bad.put("token_endpoint_auth_method", "client_secret_post");
        bad.put("app_id", "no-such-app");
        bad.forEach((field, value) -> {
            var registration = new HashMap<>(good);
            registration.put(field, value);
            registration.put("client_id", "bad-" + UUID.randomUUID());
            withScope(Party.ADMIN)
                    .body(registration)
                    .post("/api/auth/clients")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo(field));
        });
        for (var uri : List.of(
                "party.example/x",
                "https://user@party.example/",
                "javascript:alert(1)",
                "https://*.party.example/x",
                "")) {
            var registration = new HashMap<>(good);
            registration.put("redirect_uris", List.of(uri));
            withScope(Party.ADMIN)
                    .body(registration)
                    .post("/api/auth/clients")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("redirect_uris"));
        }
        withScope("clients:write").body(good).post("/api/auth/clients").then().statusCode(403);
    }

    @Test
    void aPartyIsChangedButNotMovedToAnotherApplication() {
        withScope(Party.ADMIN)
                .body(Map.of("redirect_uris", List.of("https://party.example/new")))
                .patch("/api/auth/clients/" + party.clientId())
                .then()
                .statusCode(200)
                .body("redirect_uris", contains("https://party.example/new"))
                .body("grant_types", contains("authorization_code", "refresh_token"))
                .body("client_secret", nullValue());
        assertThat(follow(visitor, application, party.request().path())).isEqualTo("page 400 invalid-request");
        withScope(Party.ADMIN)
                .body(Map.of("app_id", TestApplication.registered().appId()))
                .patch("/api/auth/clients/" + party.clientId())
                .then()
                .statusCode(400);
        withScope("clients:write")
                .body("{}")
                .patch("/api/auth/clients/" + party.clientId())
                .then()
                .statusCode(403);
    }

    @Test
    void aPartyGoesWithItsApplication() {
        withScope("applications:write")
                .delete("/api/auth/applications/" + application.orgId() + "/" + application.appId())
                .then()
                .statusCode(204);

        given().auth()
                .oauth2(operatorToken("clients:read"))
                .get("/api/auth/clients/" + party.clientId())
                .then()
                .statusCode(404);
    }

    @Test
    void aPartyIsNoServiceUnlessItIsRegisteredAsOne() {
        given().auth()
                .preemptive()
                .basic(party.clientId(), party.secret())
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }
}
