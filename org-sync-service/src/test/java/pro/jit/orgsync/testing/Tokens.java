package pro.jit.orgsync.testing;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
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

    /** A token that is good in everything but the key it was signed with. */
    public String foreign(String scope) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return token(
                    "service",
                    "jit",
                    "https://sso.example.test",
                    scope,
                    300,
                    generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token with each part chosen. */
    public String token(String use, String audience, String issuer, String scope, long expiresInSeconds) {
        return token(use, audience, issuer, scope, expiresInSeconds, key);
    }

    private static String token(
            String use, String audience, String issuer, String scope, long expiresInSeconds, PrivateKey signedWith) {
        return Jwt.claims()
                .issuer(issuer)
                .subject("a-client")
                .audience(audience)
                .claim("scope", scope)
                .claim("token_use", use)
                .issuedAt(Instant.now().minusSeconds(600))
                .expiresAt(Instant.now().plusSeconds(expiresInSeconds))
                .jws()
                .keyId("test")
                .algorithm(SignatureAlgorithm.ES256)
                .sign(signedWith);
    }
}
