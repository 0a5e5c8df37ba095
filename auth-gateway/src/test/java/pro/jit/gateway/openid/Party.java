package pro.jit.gateway.openid;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.token.TokenCalls.withScope;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.Visitor;

/** A relying party that does everything by Nimbus' OpenID Connect SDK, which so judges what we answer. */
record Party(
        TestApplication application,
        String clientId,
        @Nullable String secret) {
    static final String REDIRECT = "https://party.example/callback";
    static final String AFTER_LOGOUT = "https://party.example/bye";
    static final Issuer ISSUER = new Issuer(TestEnvironment.PUBLIC_ORIGIN);
    static final String ADMIN = "clients:read clients:write applications:write members:read";

    static Map<String, Object> registration(TestApplication application) {
        return new HashMap<>(Map.of(
                "client_id", "party-" + UUID.randomUUID(),
                "org_id", application.orgId(),
                "app_id", application.appId(),
                "grant_types", List.of("authorization_code", "refresh_token"),
                "redirect_uris", List.of(REDIRECT, "http://localhost:3000/login?by=jit"),
                "post_logout_redirect_uris", List.of(AFTER_LOGOUT)));
    }

    static Party registered(TestApplication application) {
        return registered(application, Map.of());
    }

    static Party registered(TestApplication application, Map<String, Object> more) {
        var registration = registration(application);
        registration.putAll(more);
        var answer = withScope(ADMIN)
                .body(registration)
                .post("/api/auth/clients")
                .then()
                .statusCode(201)
                .extract();
        return new Party(application, answer.path("client_id"), answer.path("client_secret"));
    }

    static URI endpoint(String path) {
        return URI.create("http://localhost:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + path);
    }

    /** A request of this party: its address, and what it keeps to check the answer by. */
    record Sent(String path, State state, Nonce nonce, CodeVerifier verifier) {}

    Sent request() {
        return request(request -> {});
    }

    Sent request(Consumer<AuthenticationRequest.Builder> more) {
        var state = new State();
        var nonce = new Nonce();
        var verifier = new CodeVerifier();
        var request = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "profile", "email", "offline_access"),
                        new ClientID(clientId),
                        URI.create(REDIRECT))
                .endpointURI(URI.create("/oauth2/authorize"))
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256);
        more.accept(request);
        return new Sent(request.build().toURI().toString(), state, nonce, verifier);
    }

    /** Follows a browser through our addresses, and through Feishu where it is sent there; where it leaves us, or where it stops. */
    static String follow(Visitor visitor, TestApplication application, String path) {
        var next = path;
        for (var hop = 0; hop < 12; hop++) {
            var response = visitor.get(next);
            var location = Visitor.location(response);
            if (location.isEmpty()) {
                return "page " + response.statusCode() + " " + Visitor.problem(response);
            }
            if (location.startsWith(visitor.origin())) {
                next = location.substring(visitor.origin().length());
            } else if (location.contains("/open-apis/authen/")) {
                next = application.login() + "?code=c-1&state=" + Visitor.parameter(location, "state");
            } else {
                return location;
            }
        }
        throw new AssertionError("More hops than any sign-in needs");
    }

    /** The answer, its state and issuer checked. */
    AuthenticationResponse answer(Visitor visitor, Sent sent) {
        return parsed(follow(visitor, application, sent.path()), sent);
    }

    static AuthenticationResponse parsed(String address, Sent sent) {
        try {
            var response = AuthenticationResponseParser.parse(URI.create(address));
            assertThat(response.getState()).isEqualTo(sent.state());
            assertThat(response.getIssuer()).isEqualTo(ISSUER);
            return response;
        } catch (ParseException e) {
            throw new AssertionError("No authentication response: " + address, e);
        }
    }

    String error(Visitor visitor, Sent sent) {
        return answer(visitor, sent).toErrorResponse().getErrorObject().getCode();
    }

    AuthorizationCode code(Visitor visitor, Sent sent) {
        var response = answer(visitor, sent);
        assertThat(response.indicatesSuccess())
                .as(() -> String.valueOf(response.toErrorResponse().getErrorObject()))
                .isTrue();
        return response.toSuccessResponse().getAuthorizationCode();
    }

    /** The token endpoint's answer to a code. */
    TokenResponse redeem(AuthorizationCode code, @Nullable CodeVerifier verifier) {
        return ask(new AuthorizationCodeGrant(code, URI.create(REDIRECT), verifier));
    }

    TokenResponse refresh(RefreshToken token) {
        return ask(new RefreshTokenGrant(token));
    }

    TokenResponse ask(AuthorizationGrant grant) {
        try {
            var endpoint = endpoint("/oauth2/token");
            var request = secret == null
                    ? new TokenRequest.Builder(endpoint, new ClientID(clientId), grant).build()
                    : new TokenRequest.Builder(
                                    endpoint, new ClientSecretBasic(new ClientID(clientId), new Secret(secret)), grant)
                            .build();
            return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
        } catch (ParseException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String error(TokenResponse response) {
        assertThat(response.indicatesSuccess()).isFalse();
        ErrorObject error = response.toErrorResponse().getErrorObject();
        return error.getCode();
    }

    static OIDCTokens tokens(TokenResponse response) {
        assertThat(response.indicatesSuccess())
                .as(() -> response.toErrorResponse().getErrorObject().toString())
                .isTrue();
        return ((OIDCTokenResponse) response).getOIDCTokens();
    }

    /** The whole way: signed in, code fetched. */
    OIDCTokens signIn(Visitor visitor) {
        var sent = request();
        return tokens(redeem(code(visitor, sent), sent.verifier()));
    }

    static JWKSet jwks() {
        try {
            return JWKSet.parse(given().get("/.well-known/jwks.json").asString());
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }

    /** What the judge reads in an ID token, having found nothing wrong with it, its algorithm included: the default of registration. */
    IDTokenClaimsSet judged(OIDCTokens tokens, @Nullable Nonce nonce) throws Exception {
        return judged(JWSAlgorithm.RS256, tokens, nonce);
    }

    /** As {@link #judged(OIDCTokens, Nonce)}, of a party that has registered for this algorithm. */
    IDTokenClaimsSet judged(JWSAlgorithm algorithm, OIDCTokens tokens, @Nullable Nonce nonce) throws Exception {
        return new IDTokenValidator(ISSUER, new ClientID(clientId), algorithm, jwks())
                .validate(tokens.getIDToken(), nonce);
    }

    static int userinfoStatus(OIDCTokens tokens) {
        return given().auth()
                .oauth2(tokens.getAccessToken().getValue())
                .get("/oauth2/userinfo")
                .statusCode();
    }
}
