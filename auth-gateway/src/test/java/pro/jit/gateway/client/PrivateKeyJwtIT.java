package pro.jit.gateway.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static pro.jit.gateway.token.TokenCalls.withScope;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.TestEnvironment;

/** Clients that prove themselves by {@code private_key_jwt}, and others that pretend to. Nimbus' SDK makes the honest assertions. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class PrivateKeyJwtIT {
    private static final String ADMIN = "clients:read clients:write members:read tokens:introspect";
    private static final String ISSUER = TestEnvironment.PUBLIC_ORIGIN;
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private ECKey key;
    private String clientId;

    @BeforeEach
    void aClientWithAKey() throws Exception {
        key = new ECKeyGenerator(Curve.P_256)
                .keyID("k1")
                .keyUse(KeyUse.SIGNATURE)
                .generate();
        clientId = "signing-" + UUID.randomUUID();
        register(clientId, key.toPublicJWK());
    }

    private static void register(String clientId, JWK... keys) {
        creation(clientId, new JWKSet(List.of(keys)).toJSONObject(false))
                .then()
                .statusCode(201)
                .body("token_endpoint_auth_method", equalTo("private_key_jwt"))
                .body("client_secret", nullValue());
    }

    private static Response creation(String clientId, Object jwks) {
        return withScope(ADMIN)
                .body(Map.of("client_id", clientId, "scopes", List.of("members:read"), "jwks", jwks))
                .post("/api/auth/clients");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(ISSUER)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, key, "k1");
    }

    private static String signed(JWTClaimsSet claims, ECKey key, String kid) throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build(), claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private static RequestSpecification form(String assertion) {
        return given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("client_assertion_type", TYPE)
                .formParam("client_assertion", assertion);
    }

    private static Response token(String assertion) {
        return form(assertion).formParam("grant_type", "client_credentials").post("/oauth2/token");
    }

    private static void assertRefused(String assertion) {
        token(assertion).then().statusCode(401).body("error", equalTo("invalid_client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ISSUER, ISSUER + "/oauth2/token"})
    void anAssertionOfTheSdkGetsAToken(String audience) throws Exception {
        PrivateKey privateKey = key.toPrivateKey();
        var assertion = new PrivateKeyJWT(
                new ClientID(clientId), URI.create(audience), JWSAlgorithm.ES256, privateKey, "k1", null);

        token(assertion.getClientAssertion().serialize()).then().statusCode(200).body("scope", equalTo("members:read"));
    }

    @Test
    void rsaKeysProveToo() throws Exception {
        var rsa = new RSAKeyGenerator(2048).keyID("r1").generate();
        clientId = "rsa-" + UUID.randomUUID();
        register(clientId, rsa.toPublicJWK());

        for (var algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).build(), claims().build());
            jwt.sign(new RSASSASigner(rsa));
            assertThat(token(jwt.serialize()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void itProvesAtIntrospectionAndRevocationToo() throws Exception {
        String token = token(signed(claims().build())).path("access_token");

        form(signed(claims().build()))
                .formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .statusCode(403)
                .body("error", equalTo("unauthorized_client"));
        form(signed(claims().build()))
                .formParam("token", token)
                .post("/oauth2/revoke")
                .then()
                .statusCode(200);
        given().auth().oauth2(token).get("/api/auth/clients").then().statusCode(401);
    }

    @Test
    void anAssertionIsGoodOnce() throws Exception {
        var assertion = signed(claims().build());

        assertThat(token(assertion).statusCode()).isEqualTo(200);
        assertRefused(assertion);
        form(assertion).formParam("token", "x").post("/oauth2/revoke").then().statusCode(401);
    }

    @Test
    void algNoneIsNoProof() {
        assertRefused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void thePublicKeyIsNoSharedSecret() throws Exception {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims().build());
        jwt.sign(new MACSigner(key.toECPublicKey().getEncoded()));

        assertRefused(jwt.serialize());
    }

    @Test
    void aForeignKeyIsNoProofWhateverItCallsItself() throws Exception {
        var foreign = new ECKeyGenerator(Curve.P_256).generate();

        assertRefused(signed(claims().build(), foreign, "k1"));
        assertRefused(signed(claims().build(), foreign, "k2"));
    }

    @Test
    void issuerAndSubjectAreTheClientAndNobodyElse() throws Exception {
        var other = "other-" + UUID.randomUUID();
        register(other, new ECKeyGenerator(Curve.P_256).keyID("k1").generate().toPublicJWK());

        assertRefused(signed(claims().issuer(other).build()));
        assertRefused(signed(claims().subject(other).build()));
        assertRefused(signed(claims().issuer(other).subject(other).build()));
        assertRefused(signed(claims().issuer(null).build()));
        assertRefused(signed(claims().subject("operator").issuer("operator").build()));
        form(signed(claims().build()))
                .formParam("client_id", other)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(401);
    }

    @Test
    void itIsMadeForUsAlone() throws Exception {
        assertRefused(signed(claims().audience("https://other.example").build()));
        assertRefused(signed(
                claims().audience(List.of(ISSUER, "https://other.example")).build()));
        assertRefused(signed(claims().audience((String) null).build()));
    }

    @Test
    void itIsYoungAndNamed() throws Exception {
        var now = Instant.now();
        assertRefused(
                signed(claims().expirationTime(Date.from(now.minusSeconds(120))).build()));
        assertRefused(
                signed(claims().expirationTime(Date.from(now.plusSeconds(600))).build()));
        assertRefused(signed(claims().expirationTime(null).build()));
        assertRefused(signed(claims().jwtID(null).build()));
        assertRefused(
                signed(claims().notBeforeTime(Date.from(now.plusSeconds(200))).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA"})
    void nonsenseIsRefusedNotFailedOn(String assertion) {
        assertRefused(assertion);
    }

    @Test
    void twoProofsAtOnceAreNone() throws Exception {
        form(signed(claims().build()))
                .auth()
                .preemptive()
                .basic("operator", TestEnvironment.OPERATOR_SECRET)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void aClientWithASecretHasNoKeyAndTheReverse() throws Exception {
        String secret = withScope(ADMIN)
                .body(Map.of("client_id", "s-" + clientId.substring(8), "scopes", List.of("members:read")))
                .post("/api/auth/clients")
                .then()
                .statusCode(201)
                .extract()
                .path("client_secret");
        clientId = "s-" + clientId.substring(8);
        assertRefused(signed(claims().build()));

        withScope(ADMIN)
                .body(Map.of("jwks", new JWKSet(key.toPublicJWK()).toJSONObject()))
                .patch("/api/auth/clients/" + clientId)
                .then()
                .statusCode(200)
                .body("token_endpoint_auth_method", equalTo("private_key_jwt"));

        given().auth()
                .preemptive()
                .basic(clientId, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(401);
        assertThat(token(signed(claims().build())).statusCode()).isEqualTo(200);
        withScope(ADMIN)
                .post("/api/auth/clients/" + clientId + "/secrets")
                .then()
                .statusCode(409);
    }

    @Test
    void keysAreReplacedByAPatchAndTakenAwayByNull() throws Exception {
        var next = new ECKeyGenerator(Curve.P_256).keyID("k2").generate();
        patch(Map.of("jwks", new JWKSet(List.of(key.toPublicJWK(), next.toPublicJWK())).toJSONObject()));
        assertThat(token(signed(claims().build())).statusCode()).isEqualTo(200);
        assertThat(token(signed(claims().build(), next, "k2")).statusCode()).isEqualTo(200);

        patch(Map.of("jwks", new JWKSet(next.toPublicJWK()).toJSONObject()));
        assertRefused(signed(claims().build()));

        var nothing = new HashMap<String, Object>();
        nothing.put("jwks", null);
        patch(nothing);
        assertRefused(signed(claims().build(), next, "k2"));
        withScope("clients:read")
                .get("/api/auth/clients/" + clientId)
                .then()
                .body("jwks", nullValue())
                .body("token_endpoint_auth_method", equalTo("client_secret_basic"));
        withScope(ADMIN)
                .post("/api/auth/clients/" + clientId + "/secrets")
                .then()
                .statusCode(201);
    }

    private void patch(Map<String, Object> changes) {
        withScope(ADMIN)
                .contentType("application/merge-patch+json")
                .body(changes)
                .patch("/api/auth/clients/" + clientId)
                .then()
                .statusCode(200)
                .body("scopes", equalTo(List.of("members:read")));
    }

    @Test
    void aPatchHandsOnNothingItsCallerDoesNotHave() {
        withScope(ADMIN)
                .body(Map.of("scopes", List.of("members:read", "applications:write")))
                .patch("/api/auth/clients/" + clientId)
                .then()
                .statusCode(403);
        withScope("clients:write")
                .body(Map.of("jwks", new JWKSet(key.toPublicJWK()).toJSONObject()))
                .patch("/api/auth/clients/" + clientId)
                .then()
                .statusCode(403);
        withScope("clients:read")
                .body("{}")
                .patch("/api/auth/clients/" + clientId)
                .then()
                .statusCode(403);
        withScope(ADMIN + " permissions:read applications:read sessions:read")
                .body("{}")
                .patch("/api/auth/clients/org-sync-service")
                .then()
                .statusCode(409);
        withScope(ADMIN)
                .body("{\"client_id\":\"other\"}")
                .patch("/api/auth/clients/" + clientId)
                .then()
                .statusCode(400);
    }

    static Stream<Object> badSets() throws JOSEException {
        var ec = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        RSAKey weak = new RSAKeyGenerator(1024, true).generate();
        OctetSequenceKey shared = new OctetSequenceKeyGenerator(256).generate();
        return Stream.of(
                Map.of("keys", List.of()),
                Map.of("keys", "x"),
                Map.of("keys", List.of("x")),
                Map.of("keys", List.of(Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA"))),
                Map.of("keys", List.of(ec.toJSONObject())),
                Map.of("keys", List.of(weak.toPublicJWK().toJSONObject())),
                Map.of("keys", List.of(shared.toJSONObject())),
                Map.of(
                        "keys",
                        List.of(
                                ec.toPublicJWK().toJSONObject(),
                                ec.toPublicJWK().toJSONObject())),
                Map.of(
                        "keys",
                        List.of(new ECKey.Builder(ec.toPublicJWK())
                                .keyUse(KeyUse.ENCRYPTION)
                                .build()
                                .toJSONObject())));
    }

    @ParameterizedTest
    @MethodSource("badSets")
    void onlyPublicKeysOfSomeStrengthAreRegistered(Object jwks) {
        creation("bad-" + UUID.randomUUID(), jwks).then().statusCode(400).body("errors[0].field", equalTo("jwks"));
    }

    @Test
    void anAnswerShowsThePublicHalf() {
        withScope("clients:read")
                .get("/api/auth/clients/" + clientId)
                .then()
                .body("jwks.keys[0].kid", equalTo("k1"))
                .body("jwks.keys[0].d", nullValue())
                .body("created_by", not(nullValue()));
    }
}
