package pro.jit.gateway.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static pro.jit.gateway.token.TokenCalls.as;
import static pro.jit.gateway.token.TokenCalls.asOperator;
import static pro.jit.gateway.token.TokenCalls.operatorToken;
import static pro.jit.gateway.token.TokenCalls.tokenRequest;
import static pro.jit.gateway.token.TokenCalls.withScope;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.TestEnvironment;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class TokenIT {
    private static JsonWebKeySet jwks() throws Exception {
        return new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
    }

    @Test
    void aServiceTokenVerifiesAgainstTheJwksAndSaysWhatTheContractSays() throws Exception {
        var answer = tokenRequest("operator", TestEnvironment.OPERATOR_SECRET, "members:read applications:read")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(600))
                .body("scope", equalTo("applications:read members:read"))
                .extract();

        var claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(jwks().getJsonWebKeys()))
                .setExpectedIssuer(TestEnvironment.PUBLIC_ORIGIN)
                .setExpectedAudience("jit")
                .setRequireExpirationTime()
                .build()
                .processToClaims(answer.path("access_token"));
        assertThat(claims.getSubject()).isEqualTo("operator");
        assertThat(claims.getStringClaimValue("scope")).isEqualTo("applications:read members:read");
        assertThat(claims.getStringClaimValue("token_use")).isEqualTo("service");
    }

    @Test
    void theJwksHoldsTheActiveAndTheNextKeyAndNothingPrivate() throws Exception {
        var keys = jwks().getJsonWebKeys();

        assertThat(keys).allSatisfy(key -> assertThat(key.getUse()).isEqualTo("sig"));
        for (var kind : Map.of("EC", "ES256", "RSA", "RS256").entrySet()) {
            assertThat(keys)
                    .filteredOn(key -> key.getKeyType().equals(kind.getKey()))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(key -> assertThat(key.getAlgorithm()).isEqualTo(kind.getValue()));
        }
        assertThat(given().get("/.well-known/jwks.json").asString())
                .doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"");
    }

    @Test
    void discoveryNamesOnlyOurIssuerAndWhatIsThere() {
        given().get("/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .body("issuer", equalTo(TestEnvironment.PUBLIC_ORIGIN))
                .body("jwks_uri", equalTo(TestEnvironment.PUBLIC_ORIGIN + "/.well-known/jwks.json"))
                .body("grant_types_supported", hasItem("client_credentials"))
                .body("authorization_endpoint", equalTo(TestEnvironment.PUBLIC_ORIGIN + "/oauth2/authorize"))
                .body("registration_endpoint", nullValue());
    }

    @Test
    void withoutScopeAClientGetsAllItsScopes() {
        as("permission-service", TestEnvironment.PERMISSION_SECRET)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .body("scope", equalTo("members:read members:refresh organizations:read"));
    }

    @ParameterizedTest
    @CsvSource({
        "operator, wrong",
        "nobody, " + TestEnvironment.OPERATOR_SECRET,
        "Operator, " + TestEnvironment.OPERATOR_SECRET,
        "operator%00, x",
        "' ', ' '"
    })
    void aClientThatDoesNotProveItselfIsRefused(String clientId, String secret) {
        tokenRequest(clientId, secret, "members:read")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"))
                .body("error", equalTo("invalid_client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic b3BlcmF0b3I=", "Bearer x", "Basic JTpY"})
    void aMalformedAuthorizationHeaderIsRefused(String authorization) {
        given().header("Authorization", authorization)
                .contentType("application/x-www-form-urlencoded")
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void aScopeTheClientDoesNotHaveIsRefused() {
        tokenRequest("permission-service", TestEnvironment.PERMISSION_SECRET, "members:read clients:write")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
        tokenRequest("operator", TestEnvironment.OPERATOR_SECRET, "login-configuration:read")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
    }

    @Test
    void otherGrantsRepeatedAndMissingParametersAreNamed() {
        asOperator()
                .formParam("grant_type", "password")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
        asOperator()
                .body("grant_type=client_credentials&grant_type=client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        asOperator()
                .formParam("scope", "members:read")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/auth/signing-keys, signing-keys:write",
        "POST, /api/auth/signing-keys/rotate, signing-keys:read",
        "GET, /api/auth/clients, clients:write",
        "GET, /api/auth/clients/x, clients:write",
        "POST, /api/auth/clients, clients:read",
        "PATCH, /api/auth/clients/x, clients:read",
        "POST, /api/auth/clients/x/secrets, clients:read",
        "DELETE, /api/auth/clients/x, clients:read"
    })
    void eachRouteRefusesWhoLacksItsScope(String method, String path, String otherScope) {
        given().contentType("application/json")
                .request(method, path)
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:jit:problem:session-required"));
        withScope(otherScope)
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:jit:problem:forbidden"));
    }

    @Test
    void rotationRefusesNoTokenAndKeepsTheOldKeyPublished() throws Exception {
        var before = operatorToken("signing-keys:read signing-keys:write");
        var active = kidOf(before);

        withScope("signing-keys:write")
                .post("/api/auth/signing-keys/rotate")
                .then()
                .statusCode(200)
                .body("items.find { it.kid == '%s' }.status".formatted(active), equalTo("retired"));

        var after = operatorToken("signing-keys:read");
        assertThat(kidOf(after)).isNotEqualTo(active);
        for (var token : List.of(before, after)) {
            given().auth()
                    .oauth2(token)
                    .get("/api/auth/signing-keys")
                    .then()
                    .statusCode(200)
                    .body("items.kid", hasItem(active))
                    .body("items.status", hasItem("next"))
                    .body("next_cursor", nullValue());
        }
        assertThat(jwks().getJsonWebKeys()).anyMatch(key -> active.equals(key.getKeyId()));
    }

    private static String kidOf(String token) throws Exception {
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        return signature.getKeyIdHeaderValue();
    }

    @Test
    void forgedTokensAreNoTokens() throws Exception {
        var good = operatorToken("signing-keys:read");
        var parts = good.split("\\.", -1);
        var key = jwks().getJsonWebKeys().getFirst();

        assertRefused(encode("{\"alg\":\"none\",\"kid\":\"%s\"}".formatted(kidOf(good))) + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1] + "." + "A".repeat(86));
        assertRefused(parts[0] + "." + encode("{\"sub\":\"operator\"}") + "." + parts[2]);
        assertRefused("x");
        assertRefused("a.b.c.d.e");

        var hs256 = new JsonWebSignature();
        hs256.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        hs256.setKeyIdHeaderValue(key.getKeyId());
        hs256.setPayload(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        hs256.setKey(new HmacKey(key.getKey().getEncoded()));
        assertRefused(hs256.getCompactSerialization());
    }

    private static void assertRefused(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/api/auth/signing-keys")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:jit:problem:session-required"));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSessionCookieIsNoCallerOfTheApi() {
        given().cookie("jit_session", operatorToken("signing-keys:read"))
                .get("/api/auth/signing-keys")
                .then()
                .statusCode(401);
    }

    @Test
    void aMalformedRequestBodyIsNamed() {
        withScope("clients:write")
                .body(Map.of("client_id", "x", "scopes", List.of("no:such")))
                .post("/api/auth/clients")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("scopes"));
    }
}
