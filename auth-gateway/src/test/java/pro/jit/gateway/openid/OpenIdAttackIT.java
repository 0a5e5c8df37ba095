package pro.jit.gateway.openid;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static pro.jit.gateway.openid.Party.error;
import static pro.jit.gateway.openid.Party.follow;
import static pro.jit.gateway.openid.Party.tokens;
import static pro.jit.gateway.openid.Party.userinfoStatus;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** What attackers of OpenID providers try, by name (RFC 9700). */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class OpenIdAttackIT {
    @Inject
    Jdbi jdbi;

    private TestApplication application;
    private Party party;
    private Visitor visitor;

    @BeforeEach
    void aHappyDay() {
        var neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m" + System.nanoTime(), "o1", "member");
        party = Party.registered(application);
        visitor = Visitor.with(Visitor.FEISHU);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/callback",
                "https://party.example/callback/",
                "https://party.example/callback?next=evil",
                "https://party.example/callback/../evil",
                "https://party.example/",
                "https://party.example/callbackx",
                "https://PARTY.example/callback",
                "https://party.example:443/callback",
                "https://party.example@evil.example/callback",
                "https://party.example/callback#x",
                "http://party.example/callback",
                "http://localhost:3001/login?by=jit",
                ""
            })
    void aRedirectUriThatIsNotRegisteredExactlyIsSentNowhere(String redirectUri) {
        var path = party.request()
                .path()
                .replace(
                        URLEncoder.encode(Party.REDIRECT, StandardCharsets.UTF_8),
                        URLEncoder.encode(redirectUri, StandardCharsets.UTF_8));

        assertThat(follow(visitor, application, path)).isEqualTo("page 400 invalid-request");
        assertThat(follow(visitor, application, path + "&response_type=token&prompt=none"))
                .isEqualTo("page 400 invalid-request");
    }

    @Test
    void twoRedirectUrisOrTwoClientsAreNone() {
        var path = party.request().path();

        assertThat(follow(visitor, application, path + "&redirect_uri=https%3A%2F%2Fevil.example%2F"))
                .isEqualTo("page 400 invalid-request");
        assertThat(follow(visitor, application, path + "&client_id=other")).isEqualTo("page 400 invalid-request");
        assertThat(follow(visitor, application, path.replace(party.clientId(), "operator")))
                .isEqualTo("page 400 invalid-request");
        assertThat(follow(visitor, application, path.replace(party.clientId(), "nobody")))
                .isEqualTo("page 400 invalid-request");
    }

    @Test
    void aCodeOfOneClientIsNoneOfAnotherAndIsUsedUp() {
        var other = Party.registered(application);
        var sent = party.request();
        var code = party.code(visitor, sent);

        assertThat(error(other.redeem(code, sent.verifier()))).isEqualTo("invalid_grant");
        assertThat(error(party.redeem(code, sent.verifier()))).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeShownAgainRevokesWhatItBrought() {
        var sent = party.request();
        var code = party.code(visitor, sent);
        var tokens = tokens(party.redeem(code, sent.verifier()));
        assertThat(userinfoStatus(tokens)).isEqualTo(200);

        assertThat(error(party.redeem(code, sent.verifier()))).isEqualTo("invalid_grant");

        assertThat(userinfoStatus(tokens)).isEqualTo(401);
        assertThat(error(party.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
    }

    @Test
    void ofManyWhoShowACodeAtOnceOneAtMostIsServed() throws Exception {
        var sent = party.request();
        var code = party.code(visitor, sent);
        try (var executor = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> show = () -> party.redeem(code, sent.verifier()).indicatesSuccess();
            var served = 0;
            for (var one : executor.invokeAll(List.of(show, show, show, show))) {
                served += one.get() ? 1 : 0;
            }
            assertThat(served).isEqualTo(1);
        }
    }

    @Test
    void aCodeLivesAMinuteAndAnInventedOneNotAtAll() {
        var sent = party.request();
        var code = party.code(visitor, sent);
        jdbi.useHandle(handle -> handle.execute(
                "update openid_authorization set code_expires_at = code_expires_at - interval '60 seconds' where client_id = ?",
                party.clientId()));

        assertThat(error(party.redeem(code, sent.verifier()))).isEqualTo("invalid_grant");
        assertThat(error(party.redeem(new AuthorizationCode(), sent.verifier())))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aCodeForAnotherRedirectUriIsRefused() {
        var sent = party.request();
        var code = party.code(visitor, sent);

        assertThat(error(party.ask(new AuthorizationCodeGrant(
                        code, URI.create("http://localhost:3000/login?by=jit"), sent.verifier()))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void pkceIsNotTalkedAway() {
        var sent = party.request();
        assertThat(error(party.redeem(party.code(visitor, sent), null)))
                .as("no verifier")
                .isEqualTo("invalid_grant");
        var second = party.request();
        assertThat(error(party.redeem(party.code(visitor, second), new CodeVerifier())))
                .as("another verifier")
                .isEqualTo("invalid_grant");

        var plain = party.request();
        assertThat(follow(visitor, application, plain.path().replace("S256", "plain")))
                .contains("error=invalid_request");
        assertThat(follow(visitor, application, plain.path().replace("&code_challenge_method=S256", "")))
                .as("no method means plain")
                .contains("error=invalid_request");

        var stripped = party.request();
        var without = stripped.path().replaceAll("&code_challenge[^&]*", "");
        var code = Party.parsed(follow(visitor, application, without), stripped)
                .toSuccessResponse()
                .getAuthorizationCode();
        assertThat(error(party.redeem(code, stripped.verifier())))
                .as("somebody took the challenge out of the request")
                .isEqualTo("invalid_grant");
    }

    @Test
    void aPublicClientDoesNothingWithoutPkceAndIntrospectsNothing() {
        var spa = Party.registered(application, Map.of("token_endpoint_auth_method", "none"));
        var path = spa.request().path().replaceAll("&code_challenge[^&]*", "");

        assertThat(follow(visitor, application, path)).contains("error=invalid_request");
        given().formParam("client_id", spa.clientId())
                .formParam("token", "x")
                .post("/oauth2/introspect")
                .then()
                .statusCode(403);
        given().formParam("client_id", party.clientId())
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", "x")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void anIdTokenOfAnotherRequestFailsByItsNonce() throws Exception {
        var sent = party.request();
        var tokens = tokens(party.redeem(party.code(visitor, sent), sent.verifier()));
        party.judged(tokens, sent.nonce());
        assertThatThrownBy(() -> party.judged(tokens, new Nonce())).isInstanceOf(BadJOSEException.class);

        var withoutNonce = party.request();
        var path = withoutNonce.path().replaceAll("&nonce=[^&]*", "");
        var code = Party.parsed(follow(visitor, application, path), withoutNonce)
                .toSuccessResponse()
                .getAuthorizationCode();
        var nonceless = tokens(party.redeem(code, withoutNonce.verifier()));
        assertThat(nonceless.getIDToken().getJWTClaimsSet().getClaim("nonce")).isNull();
        assertThatThrownBy(() -> party.judged(nonceless, withoutNonce.nonce())).isInstanceOf(BadJOSEException.class);
    }

    @Test
    void promptNoneWithoutASessionIsLoginRequired() {
        assertThat(party.error(visitor, party.request(request -> request.prompt(Prompt.Type.NONE))))
                .isEqualTo("login_required");
    }

    @Test
    void aTokenOfOneApplicationIsNoneOfAnother() throws Exception {
        var tokens = party.signIn(visitor);
        var other = TestApplication.registered();
        var otherParty = Party.registered(other);

        visitor.plant("jit_session", other.path(), visitor.cookie("jit_session").orElseThrow());
        visitor.plant(
                "jit_refresh", other.login(), visitor.cookie("jit_refresh").orElseThrow());
        assertThat(follow(
                        visitor,
                        other,
                        otherParty
                                .request(request -> request.prompt(Prompt.Type.NONE))
                                .path()))
                .contains("error=login_required");
        assertThatThrownBy(() -> otherParty.judged(tokens, null)).isInstanceOf(BadJOSEException.class);
        assertThat(error(otherParty.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
        assertThat(userinfoStatus(tokens))
                .as("a token in other hands is revoked")
                .isEqualTo(401);
    }

    @Test
    void whatAPartyHoldsIsNoSessionAndNoServiceToken() {
        var tokens = party.signIn(visitor);
        for (var token : List.of(
                tokens.getAccessToken().getValue(),
                tokens.getIDToken().serialize(),
                tokens.getRefreshToken().getValue())) {
            var thief = Visitor.with(Visitor.MAC);
            thief.plant("jit_session", application.path(), token);
            assertThat(thief.get(application.path() + "/session").statusCode()).isEqualTo(401);
            thief.forget("jit_session");
            thief.plant("jit_refresh", application.login(), token);
            assertThat(thief.post(application.login() + "/refresh", "").statusCode())
                    .isEqualTo(401);
            given().auth().oauth2(token).get("/api/auth/clients").then().statusCode(401);
        }
        given().auth()
                .oauth2(tokens.getIDToken().serialize())
                .get("/oauth2/userinfo")
                .then()
                .statusCode(401);
    }

    @Test
    void aRequestOfOneApplicationGoesNoOtherWay() {
        var hop = Visitor.location(visitor.get(party.request().path())).substring(Visitor.ORIGIN.length());
        var other = TestApplication.registered();

        assertThat(visitor.get(hop.replace(application.path(), other.path())).statusCode())
                .isEqualTo(400);
        assertThat(visitor.get(hop.substring(0, hop.length() - 3) + "AAA").statusCode())
                .isEqualTo(400);
        assertThat(visitor.get(hop.replace("/login/authorize", "/login/leave")).statusCode())
                .isEqualTo(400);
        assertThat(visitor.get(application.login() + "/authorize").statusCode()).isEqualTo(400);
    }

    @Test
    void everyAnswerSaysWhoseItIs() {
        party.code(visitor, party.request());
        var refused = follow(visitor, application, party.request().path().replace("S256", "plain"));

        assertThat(Visitor.parameter(refused, "iss")).isEqualTo(TestEnvironment.PUBLIC_ORIGIN);
    }

    @Test
    void anIdTokenOfAnotherIssuerIsNoHint() throws Exception {
        var tokens = party.signIn(visitor);
        var claims = tokens.getIDToken().getJWTClaimsSet();
        var foreign = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        var forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims);
        forged.sign(new ECDSASigner(foreign));

        for (var hint : List.of(forged.serialize(), new PlainJWT(claims).serialize())) {
            given().redirects()
                    .follow(false)
                    .queryParam("id_token_hint", hint)
                    .get("/oauth2/logout")
                    .then()
                    .statusCode(400);
            assertThat(follow(
                            visitor,
                            application,
                            "/oauth2/logout?client_id=" + party.clientId() + "&id_token_hint=" + hint))
                    .as("asked, not logged out")
                    .isEqualTo("page 200 ");
        }
        assertThat(isIn()).isTrue();
    }

    private boolean isIn() {
        return visitor.get(application.path() + "/session").statusCode() == 200;
    }

    @Test
    void nobodyIsLoggedOutByAnotherPage() throws Exception {
        party.signIn(visitor);
        var attackers = party.signIn(Visitor.with(Visitor.FEISHU)).getIDToken().serialize();
        var hop = Visitor.location(visitor.get("/oauth2/logout?client_id=" + party.clientId()))
                .substring(Visitor.ORIGIN.length());
        var form = "request=" + Visitor.parameter("http://x" + hop, "request");

        assertThat(visitor.postFormFrom("https://evil.example", application.login() + "/leave", form)
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.postFormFrom("null", application.login() + "/leave", form)
                        .statusCode())
                .isEqualTo(403);
        assertThat(follow(visitor, application, "/oauth2/logout?id_token_hint=" + attackers))
                .as("the attacker's own ID token ends nobody else's session")
                .isEqualTo("page 200 ");
        assertThat(isIn()).isTrue();
    }

    @Test
    void aLogoutSendsNobodyToAnAddressThatIsNotRegistered() {
        var hint = party.signIn(visitor).getIDToken().serialize();
        var other = Party.registered(application);
        for (var address : List.of("https://evil.example/", Party.AFTER_LOGOUT + "/", Party.REDIRECT)) {
            assertThat(follow(
                            visitor,
                            application,
                            "/oauth2/logout?id_token_hint=" + hint + "&post_logout_redirect_uri=" + address))
                    .isEqualTo("page 400 invalid-request");
        }
        assertThat(follow(
                        visitor,
                        application,
                        "/oauth2/logout?id_token_hint=" + hint + "&client_id=" + other.clientId()))
                .isEqualTo("page 400 invalid-request");
        assertThat(isIn()).isTrue();
    }
}
