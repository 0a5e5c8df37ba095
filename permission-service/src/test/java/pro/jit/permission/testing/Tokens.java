package pro.jit.permission.testing;

import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs tokens as the gateway does, good ones and others. */
@Singleton
public class Tokens {
    private final PrivateKey key;

    Tokens(@ConfigProperty(name = "test.signing-key") String pkcs8) {
        try {
            key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pkcs8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good service token. */
    public String service(String scope) {
        return token("service", "jit", "https://sso.example.test", scope, 300);
    }

    /** A good service token that no test outlives, however far it moves the clock. */
    public String lasting(String scope) {
        return token(
                "service",
                "jit",
                "https://sso.example.test",
                scope,
                Duration.ofDays(36_500).toSeconds());
    }

    /** A service token with which a client acts for somebody (RFC 8693). */
    public String actingFor(String member, String scope) {
        return Jwt.claims()
                .issuer("https://sso.example.test")
                .subject(member)
                .audience("jit")
                .claim("scope", scope)
                .claim("token_use", "service")
                .claim("act", java.util.Map.of("sub", "a-client"))
                .issuedAt(java.time.Instant.now())
                .expiresAt(java.time.Instant.now().plusSeconds(300))
                .jws()
                .keyId("test")
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256)
                .sign(key);
    }

    /** A token with each part chosen. */
    public String token(String use, String audience, String issuer, String scope, long expiresInSeconds) {
        return Jwt.claims()
                .issuer(issuer)
                .subject("a-client")
                .audience(audience)
                .claim("scope", scope)
                .claim("token_use", use)
                .issuedAt(java.time.Instant.now().minusSeconds(600))
                .expiresAt(java.time.Instant.now().plusSeconds(expiresInSeconds))
                .jws()
                .keyId("test")
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256)
                .sign(key);
    }
}
