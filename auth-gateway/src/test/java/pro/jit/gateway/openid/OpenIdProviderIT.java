package pro.jit.gateway.openid;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.openid.Party.follow;
import static pro.jit.gateway.openid.Party.tokens;
import static pro.jit.gateway.openid.Party.userinfoStatus;
import static pro.jit.gateway.token.TokenCalls.withScope;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.Neighbours.Reply;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** Relying parties and their visitors; Nimbus' OpenID Connect SDK plays the party, and reads what we answer. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class OpenIdProviderIT {
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

    private String sid(OIDCTokens tokens) throws Exception {
        return tokens.getIDToken().getJWTClaimsSet().getStringClaim("sid");
    }

    private int feishuLogins() {
        return neighbours.callsTo("/open-apis/authen/v1/user_info").size();
    }

    @Test
    void theDiscoveryDocumentIsOneAndExactlyTrue() throws Exception {
        var document = given().get("/.well-known/openid-configuration").asString();

        var metadata = OIDCProviderMetadata.parse(document);

        assertThat(metadata.getIssuer()).isEqualTo(Party.ISSUER);
        assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
        assertThat(metadata.supportsBackChannelLogout()).isTrue();
        assertThat(metadata.supportsBackChannelLogoutSession()).isTrue();
        assertThat(metadata.supportsRequestURIParam()).isFalse();
        assertThat(metadata.getScopes().toStringList()).containsAll(OpenIdScopes.ALL);
        assertThat(metadata.getIDTokenJWSAlgs()).containsExactlyInAnyOrder(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
        for (var endpoint : List.of(
                metadata.getAuthorizationEndpointURI(),
                metadata.getTokenEndpointURI(),
                metadata.getIntrospectionEndpointURI(),
                metadata.getRevocationEndpointURI(),
                metadata.getUserInfoEndpointURI(),
                metadata.getEndSessionEndpointURI(),
                metadata.getJWKSetURI())) {
            assertThat(endpoint.toString()).startsWith(TestEnvironment.PUBLIC_ORIGIN);
            assertThat(given().options(endpoint.getPath()).statusCode())
                    .as(endpoint.getPath())
                    .isEqualTo(200);
        }
    }

    @Test
    void aStrangerSignsInAsEverybodyDoesAndThePartyLearnsWhoTheyAre() throws Exception {
        neighbours.tell(
                "org-sync",
                "/api/org/organizations/o1/members/" + memberId,
                Reply.ok("{\"email\":\"lin@example.test\"}"));
        var sent = party.request();

        var tokens = tokens(party.redeem(party.code(visitor, sent), sent.verifier()));

        var claims = party.judged(tokens, sent.nonce());
        assertThat(claims.getSubject().getValue()).isEqualTo(memberId);
        assertThat(claims.getStringClaim("name")).isEqualTo("林小满");
        assertThat(claims.getStringClaim("preferred_username")).isEqualTo(memberId);
        assertThat(claims.getStringClaim("email")).isEqualTo("lin@example.test");
        assertThat(claims.getBooleanClaim("email_verified")).isFalse();
        assertThat(claims.getStringListClaim("roles")).containsExactly("member", "administrator");
        assertThat(claims.getStringListClaim("groups")).containsExactly("member", "administrator");
        assertThat(claims.getStringListClaim("amr")).containsExactly("feishu_workspace");
        assertThat(claims.getAuthenticationTime()).isNotNull();
        assertThat(claims.getSessionID()).isNotNull();
        AccessTokenValidator.validate(
                tokens.getAccessToken(),
                JWSAlgorithm.RS256,
                new AccessTokenHash(claims.getAccessTokenHash().getValue()));
        assertThat(tokens.getIDToken().getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);

        var userinfo = UserInfoResponse.parse(
                        new UserInfoRequest(Party.endpoint("/oauth2/userinfo"), tokens.getAccessToken())
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse()
                .getUserInfo();
        assertThat(userinfo.getSubject()).isEqualTo(claims.getSubject());
        assertThat(userinfo.getName()).isEqualTo("林小满");
        assertThat(userinfo.getEmailAddress()).isEqualTo("lin@example.test");
        assertThat(feishuLogins()).isEqualTo(1);
    }

    @Test
    void aPartyThatAsksForItGetsItsTokensInEs256() throws Exception {
        var es256 = Party.registered(application, Map.of("id_token_signed_response_alg", "ES256"));

        var tokens = es256.signIn(visitor);

        es256.judged(JWSAlgorithm.ES256, tokens, null);
        es256.judged(JWSAlgorithm.ES256, tokens(es256.refresh(tokens.getRefreshToken())), null);
        assertThat(withScope(Party.ADMIN)
                        .get("/api/auth/clients/" + es256.clientId())
                        .<String>path("id_token_signed_response_alg"))
                .isEqualTo("ES256");
    }

    @Test
    void aMailAddressThatIsNotHadIsLeftOutAndStopsNobody() throws Exception {
        var tokens = party.signIn(visitor);

        assertThat(tokens.getIDToken().getJWTClaimsSet().getClaims()).doesNotContainKeys("email", "email_verified");
        assertThat(userinfoStatus(tokens)).isEqualTo(200);
    }

    @Test
    void scopesDecideWhatIsToldAndUnknownOnesArePassedOver() throws Exception {
        var sent = party.request(request -> request.scope(new Scope("openid", "groups", "no-such")));

        var tokens = tokens(party.redeem(party.code(visitor, sent), sent.verifier()));

        assertThat(tokens.getAccessToken().getScope().toStringList()).containsExactlyInAnyOrder("openid", "groups");
        assertThat(tokens.getRefreshToken()).isNull();
        assertThat(tokens.getIDToken().getJWTClaimsSet().getClaims())
                .containsKey("groups")
                .doesNotContainKeys("name", "email");
    }

    @Test
    void whoIsInIsNotAskedAgain() {
        party.signIn(visitor);
        var another = Party.registered(application);

        another.signIn(visitor);

        assertThat(feishuLogins()).isEqualTo(1);
    }

    @Test
    void anExpiredSessionTokenIsRenewedUnseen() throws Exception {
        var before = sid(party.signIn(visitor));
        visitor.forget("jit_session");

        var sent = party.request(request -> request.prompt(Prompt.Type.NONE));
        var after = sid(tokens(party.redeem(party.code(visitor, sent), sent.verifier())));

        assertThat(after).isEqualTo(before);
        assertThat(visitor.cookie("jit_session")).isPresent();
        assertThat(feishuLogins()).isEqualTo(1);
    }

    @Test
    void requestsMayComeByPost() {
        var sent = party.request();
        var first = visitor.postForm("/oauth2/authorize", sent.path().split("\\?", 2)[1]);

        var answer = follow(visitor, application, Visitor.location(first).substring(Visitor.ORIGIN.length()));

        assertThat(Party.parsed(answer, sent).indicatesSuccess()).isTrue();
    }

    @Test
    void aRedirectAddressKeepsItsOwnQuery() {
        var address = URI.create("http://localhost:3000/login?by=jit");
        var sent = party.request(request -> request.redirectionURI(address));

        var answer = follow(visitor, application, sent.path());

        assertThat(answer).startsWith(address + "&code=");
    }

    @Test
    void aPublicClientProvesItselfByItsVerifier() throws Exception {
        var spa = Party.registered(application, Map.of("token_endpoint_auth_method", "none"));
        assertThat(spa.secret()).isNull();

        var tokens = spa.signIn(visitor);

        spa.judged(tokens, null);
        assertThat(userinfoStatus(tokens)).isEqualTo(200);
        assertThat(tokens(spa.refresh(tokens.getRefreshToken())).getRefreshToken())
                .isNotEqualTo(tokens.getRefreshToken());
    }

    @Test
    void promptNoneWithoutASessionIsLoginRequiredAndNeverAPage() {
        assertThat(party.error(visitor, party.request(request -> request.prompt(Prompt.Type.NONE))))
                .isEqualTo("login_required");
        assertThat(feishuLogins()).isZero();
    }

    @Test
    void promptNoneWithASessionAnswersAtOnce() {
        party.signIn(visitor);

        party.code(visitor, party.request(request -> request.prompt(Prompt.Type.NONE)));

        assertThat(feishuLogins()).isEqualTo(1);
    }

    @Test
    void promptLoginAsksAgain() throws Exception {
        var before = party.signIn(visitor);
        var sent = party.request(request -> request.prompt(Prompt.Type.LOGIN));

        var after = tokens(party.redeem(party.code(visitor, sent), sent.verifier()));

        assertThat(sid(after)).isNotEqualTo(sid(before));
        assertThat(feishuLogins()).isEqualTo(2);
    }

    @Test
    void aSignInOlderThanMaxAgeIsDoneAgain() throws Exception {
        var sid = sid(party.signIn(visitor));
        party.code(visitor, party.request(request -> request.maxAge(600)));
        assertThat(feishuLogins()).isEqualTo(1);
        jdbi.useHandle(handle -> handle.execute(
                "update session set auth_time = auth_time - interval '700 seconds' where sid = ?::uuid", sid));

        assertThat(party.error(
                        visitor, party.request(request -> request.maxAge(600).prompt(Prompt.Type.NONE))))
                .isEqualTo("login_required");
        party.code(visitor, party.request(request -> request.maxAge(600)));

        assertThat(feishuLogins()).isEqualTo(2);
    }

    @Test
    void aHintOfAnotherMemberIsNotAnsweredWithThisOne() throws Exception {
        var other = party.signIn(Visitor.with(Visitor.FEISHU));
        neighbours.granted("someone-else", "o1", "member");
        party.signIn(visitor);

        assertThat(party.error(visitor, party.request(request -> request.idTokenHint(other.getIDToken())
                        .prompt(Prompt.Type.NONE))))
                .isEqualTo("login_required");
        assertThat(party.error(visitor, party.request(request -> request.idTokenHint(other.getIDToken()))))
                .as("signed in anew, and still somebody else")
                .isEqualTo("login_required");
    }

    @Test
    void whomPermissionServiceDeniesGetsNoCode() {
        neighbours.denied("not-authorized");
        assertThat(follow(visitor, application, party.request().path())).isEqualTo("page 403 not-authorized");

        neighbours.granted(memberId, "o1", "member");
        party.signIn(visitor);
        neighbours.denied("access-blocked");
        assertThat(party.error(visitor, party.request())).isEqualTo("access_denied");
        neighbours.silence("permission");
        assertThat(party.error(visitor, party.request())).isEqualTo("temporarily_unavailable");
    }

    @Test
    void requestsWeDoNotServeAreToldToTheParty() {
        var sent = party.request();
        Map.of(
                        "response_type=code", "response_type=token",
                        "scope=openid", "scope=xopenid",
                        "code_challenge_method=S256", "code_challenge_method=plain")
                .forEach((right, wrong) -> assertThat(
                                follow(visitor, application, sent.path().replace(right, wrong)))
                        .as(wrong)
                        .startsWith(Party.REDIRECT + "?error=")
                        .contains("state=" + sent.state().getValue()));
        for (var more : List.of(
                "&prompt=none+login",
                "&prompt=perhaps",
                "&max_age=old",
                "&request=x",
                "&request_uri=x",
                "&response_mode=form_post",
                "&nonce=again")) {
            assertThat(follow(visitor, application, sent.path() + more))
                    .as(more)
                    .startsWith(Party.REDIRECT + "?error=");
        }
        var tooLong = party.request(request -> request.state(new State("x".repeat(2000))));
        assertThat(follow(visitor, application, tooLong.path()))
                .startsWith(Party.REDIRECT + "?error=invalid_request")
                .contains("state=xxx");
    }

    @Test
    void rolesThatChangedAreInTheNextToken() throws Exception {
        var tokens = party.signIn(visitor);
        jdbi.useHandle(
                handle -> handle.execute("update session set roles = '{teacher}' where sid = ?::uuid", sid(tokens)));

        var refreshed = tokens(party.refresh(tokens.getRefreshToken()));

        assertThat(refreshed.getIDToken().getJWTClaimsSet().getStringListClaim("groups"))
                .containsExactly("teacher");
    }
}
