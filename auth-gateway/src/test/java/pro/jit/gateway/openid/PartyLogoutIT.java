package pro.jit.gateway.openid;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static pro.jit.gateway.openid.Party.AFTER_LOGOUT;
import static pro.jit.gateway.openid.Party.error;
import static pro.jit.gateway.openid.Party.follow;
import static pro.jit.gateway.openid.Party.tokens;
import static pro.jit.gateway.openid.Party.userinfoStatus;
import static pro.jit.gateway.token.TokenCalls.withScope;

import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** Relying parties whose visitors sign out (RP-Initiated Logout 1.0), and what they hold of them. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class PartyLogoutIT {
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

    private String sid(OIDCTokens tokens) throws Exception {
        return tokens.getIDToken().getJWTClaimsSet().getStringClaim("sid");
    }

    @Test
    void aRefreshTokenIsGoodOnceAndUsedAgainRevokesAll() {
        var first = party.signIn(visitor);
        var second = tokens(party.refresh(first.getRefreshToken()));
        assertThat(second.getIDToken()).isNotNull();
        assertThat(userinfoStatus(second)).isEqualTo(200);

        assertThat(error(party.refresh(first.getRefreshToken()))).isEqualTo("invalid_grant");

        assertThat(error(party.refresh(second.getRefreshToken()))).isEqualTo("invalid_grant");
        assertThat(userinfoStatus(second)).isEqualTo(401);
        assertThat(visitor.get(application.path() + "/session").statusCode())
                .as("the visitor's own session is not the party's to lose")
                .isEqualTo(200);
    }

    @Test
    void whatAPartyHasEndsWithTheSession() throws Exception {
        var tokens = party.signIn(visitor);
        var sent = party.request();
        var code = party.code(visitor, sent);
        withScope("sessions:write")
                .delete("/api/auth/sessions/" + sid(tokens))
                .then()
                .statusCode(204);

        assertThat(error(party.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
        assertThat(error(party.redeem(code, sent.verifier()))).isEqualTo("invalid_grant");
        assertThat(userinfoStatus(tokens)).isEqualTo(401);
    }

    @Test
    void introspectionAndRevocationKnowThem() {
        var tokens = party.signIn(visitor);
        var access = tokens.getAccessToken().getValue();
        introspect(access, true);
        introspect(tokens.getRefreshToken().getValue(), true);

        given().auth()
                .preemptive()
                .basic(Party.registered(application).clientId(), "wrong")
                .formParam("token", access)
                .post("/oauth2/revoke")
                .then()
                .statusCode(401);
        var other = Party.registered(application);
        given().auth()
                .preemptive()
                .basic(other.clientId(), other.secret())
                .formParam("token", access)
                .post("/oauth2/revoke")
                .then()
                .statusCode(403);
        introspect(access, true);
        given().auth()
                .preemptive()
                .basic(party.clientId(), party.secret())
                .formParam("token", tokens.getRefreshToken().getValue())
                .post("/oauth2/revoke")
                .then()
                .statusCode(200);
        introspect(access, false);
        introspect(tokens.getRefreshToken().getValue(), false);
        assertThat(error(party.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
    }

    private static void introspect(String token, boolean active) {
        given().auth()
                .preemptive()
                .basic("operator", TestEnvironment.OPERATOR_SECRET)
                .formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .statusCode(200)
                .body("active", equalTo(active));
    }

    private static String logout(Map<String, String> parameters) {
        return "/oauth2/logout?"
                + String.join(
                        "&",
                        parameters.entrySet().stream()
                                .map(parameter -> parameter.getKey() + "="
                                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                                .toList());
    }

    private boolean isIn() {
        return visitor.get(application.path() + "/session").statusCode() == 200;
    }

    @Test
    void aPartyThatShowsItsIdTokenLogsOutWithoutAQuestion() {
        var tokens = party.signIn(visitor);

        var end = follow(
                visitor,
                application,
                logout(Map.of(
                        "id_token_hint",
                        tokens.getIDToken().serialize(),
                        "post_logout_redirect_uri",
                        AFTER_LOGOUT,
                        "state",
                        "s 1&x")));

        assertThat(end).isEqualTo(AFTER_LOGOUT + "?state=s+1%26x");
        assertThat(isIn()).isFalse();
        assertThat(visitor.cookie("jit_refresh")).isEmpty();
        assertThat(visitor.get(application.login()).body()).contains("You have logged out");
    }

    @Test
    void withoutAHintTheVisitorIsAsked() {
        party.signIn(visitor);
        var hop = Visitor.location(visitor.get(
                        logout(Map.of("client_id", party.clientId(), "post_logout_redirect_uri", AFTER_LOGOUT))))
                .substring(Visitor.ORIGIN.length());
        var page = visitor.get(hop);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Log out?", "<form method=\"post\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self' https://party.example");
        assertThat(isIn()).isTrue();

        var left = visitor.postForm(
                application.login() + "/leave", "request=" + Visitor.parameter("http://x" + hop, "request"));

        assertThat(Visitor.location(left)).isEqualTo(AFTER_LOGOUT);
        assertThat(isIn()).isFalse();
    }

    @Test
    void whoIsNotInIsNotAskedEither() {
        assertThat(follow(
                        visitor,
                        application,
                        logout(Map.of("client_id", party.clientId(), "post_logout_redirect_uri", AFTER_LOGOUT))))
                .isEqualTo(AFTER_LOGOUT);
    }
}
