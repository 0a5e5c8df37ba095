package pro.jit.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.client.SigningAlgorithm;
import pro.jit.gateway.token.SessionClaims.FeishuIdentity;

/** Tokens that look like ours, made by someone who has a key, or knows one of ours. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class TokenAttackIT {
    private final SessionTokens sessionTokens;
    private final ServiceTokenIssuer serviceTokens;
    private final SignedTokens tokens;
    private final SigningKeys keys;

    TokenAttackIT(
            SessionTokens sessionTokens, ServiceTokenIssuer serviceTokens, SignedTokens tokens, SigningKeys keys) {
        this.tokens = tokens;
        this.sessionTokens = sessionTokens;
        this.serviceTokens = serviceTokens;
        this.keys = keys;
    }

    private static SessionClaims li() {
        return new SessionClaims(
                "sid-1",
                "member-1",
                "whwy",
                "app1",
                "organization-1",
                List.of("feishu_qr"),
                List.of("teacher"),
                null,
                null,
                new FeishuIdentity("ou_li", null, null, "tenant"),
                Instant.parse("2026-11-24T08:00:00Z"));
    }

    private String session() {
        return sessionTokens.issue(li(), Duration.ofMinutes(10)).token();
    }

    private static JwtClaims claimsOf(String token) throws Exception {
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        return JwtClaims.parse(
                new String(Base64.getUrlDecoder().decode(signature.getEncodedPayload()), StandardCharsets.UTF_8));
    }

    private String signed(String token, Consumer<JwtClaims> change) throws Exception {
        var claims = claimsOf(token);
        change.accept(claims);
        var key = keys.active(SigningAlgorithm.ES256);
        return sign(claims, key.kid(), key.jwk().getPrivateKey());
    }

    private static String sign(JwtClaims claims, String kid, PrivateKey key) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(kid);
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        return signature.getCompactSerialization();
    }

    private void assertRefused(String token) {
        assertThat(sessionTokens.verify(token)).isEmpty();
        assertThat(serviceTokens.verify(token)).isEmpty();
    }

    @Test
    void aSessionTokenSaysWhatTheContractSaysAndIsReadBackEqual() throws Exception {
        var issued = sessionTokens.issue(li(), Duration.ofMinutes(10));

        assertThat(claimsOf(issued.token()).getClaimNames())
                .containsExactlyInAnyOrder(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "auth_time",
                        "jti",
                        "sid",
                        "amr",
                        "org_id",
                        "app_id",
                        "organization_id",
                        "roles",
                        "feishu",
                        "token_use");
        assertThat(claimsOf(issued.token()).getAudience()).containsExactly("whwy/app1");
        var verified = sessionTokens.verify(issued.token()).orElseThrow();
        assertThat(verified.claims()).isEqualTo(li());
        assertThat(verified.expiresAt()).isEqualTo(issued.expiresAt());
        assertThat(sessionTokens.verify(issued.token()).orElseThrow()).isSameAs(verified);
    }

    @Test
    void theSameClaimsSignedByUsAreGood() throws Exception {
        assertThat(sessionTokens.verify(signed(session(), claims -> {}))).isPresent();
    }

    @Test
    void anotherIssuersTokenIsRefusedEvenWithOurKey() throws Exception {
        assertRefused(signed(session(), claims -> claims.setIssuer("https://evil.example")));
        assertRefused(signed(session(), claims -> claims.unsetClaim("iss")));
    }

    @Test
    void anExpiredTokenAndOneThatNeverExpiresAreRefused() throws Exception {
        assertRefused(signed(
                session(),
                claims -> claims.setExpirationTime(
                        NumericDate.fromSeconds(Instant.now().getEpochSecond() - 1))));
        assertRefused(signed(session(), claims -> claims.unsetClaim("exp")));
        assertRefused(signed(session(), claims -> claims.setClaim("exp", "tomorrow")));
    }

    @Test
    void anExpiredTokenStillSaysWhoseSessionToEnd() throws Exception {
        var expired = sessionTokens.issue(li(), Duration.ofSeconds(-5)).token();

        assertThat(sessionTokens.verify(expired)).isEmpty();
        assertThat(sessionTokens.verifyExpired(expired)).isPresent();
        assertThat(sessionTokens.verifyExpired(expired + "x")).isEmpty();
    }

    @Test
    void aForeignKeyIsRefusedUnderItsOwnIdAndUnderOurs() throws Exception {
        var foreign = EcJwkGenerator.generateJwk(EllipticCurves.P256).getEcPrivateKey();
        var claims = claimsOf(session());

        assertRefused(sign(claims, "foreign", foreign));
        assertRefused(sign(claims, keys.active(SigningAlgorithm.ES256).kid(), foreign));
        assertRefused(sign(claims, "../../etc/passwd", foreign));
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void ourPublicKeyIsNoSharedSecret(SigningAlgorithm algorithm) throws Exception {
        var key = keys.active(algorithm);
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKeyIdHeaderValue(key.kid());
        signature.setKey(new HmacKey(key.jwk().getPublicKey().getEncoded()));
        signature.setPayload(claimsOf(session()).toJson());
        var token = signature.getCompactSerialization();

        assertRefused(token);
        assertThat(tokens.verifyHandedOut(token)).isEmpty();
    }

    @Test
    void whatRelyingPartiesAreGivenIsNoTokenForUs() throws Exception {
        var now = Instant.now();
        for (var ours : List.of(session(), serviceTokens.issueNew("operator", Set.of("members:read")))) {
            var given = tokens.sign(SigningAlgorithm.RS256, "JWT", claimsOf(ours), now, now.plusSeconds(600));

            assertThat(tokens.verifyHandedOut(given)).isPresent();
            assertRefused(given);
            assertThat(sessionTokens.verifyExpired(given)).isEmpty();
        }
    }

    @Test
    void anAlgorithmOfOurKeysUnderTheOthersIdIsRefused() throws Exception {
        var ec = keys.active(SigningAlgorithm.ES256);
        var rsa = keys.active(SigningAlgorithm.RS256);

        var token = sign(claimsOf(session()), rsa.kid(), ec.jwk().getPrivateKey());

        assertRefused(token);
        assertThat(tokens.verifyHandedOut(token)).isEmpty();
    }

    @Test
    void aTokenOfOneUseIsNoneOfTheOther() throws Exception {
        var service = serviceTokens.issueNew("operator", Set.of("members:read"));

        assertThat(serviceTokens.verify(service)).isPresent();
        assertThat(sessionTokens.verify(service)).isEmpty();
        assertThat(serviceTokens.verify(session())).isEmpty();
        assertRefused(signed(session(), claims -> claims.unsetClaim("token_use")));
        assertThat(serviceTokens.verify(signed(service, claims -> claims.setAudience("whwy/app1"))))
                .isEmpty();
        assertThat(serviceTokens.verify(signed(service, claims -> claims.setAudience("jit", "other"))))
                .isEmpty();
    }

    @Test
    void claimsOfAnotherShapeAreRefusedNotFailedOn() throws Exception {
        assertRefused(signed(session(), claims -> claims.unsetClaim("feishu")));
        assertRefused(signed(session(), claims -> claims.setClaim("feishu", "ou_li")));
        assertRefused(signed(session(), claims -> claims.setClaim("roles", 7)));
        assertRefused(signed(session(), claims -> claims.setClaim("jti", "not-a-uuid")));
        assertRefused(signed(session(), claims -> claims.unsetClaim("sid")));
        var service = serviceTokens.issueNew("operator", Set.of("members:read"));
        for (var name : List.of("sub", "jti", "scope", "aud")) {
            assertRefused(signed(service, claims -> claims.unsetClaim(name)));
        }
        assertRefused("x".repeat(100_000));
        assertRefused("");
        assertRefused("...");
    }
}
