package pro.jit.local.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/** Reads the visitor from the session token of a request, having verified it against the issuer's keys. */
final class Visitors {
    private final String issuer;
    private final HttpsJwksVerificationKeyResolver keys;

    Visitors(String issuer) {
        this.issuer = issuer;
        this.keys = new HttpsJwksVerificationKeyResolver(new HttpsJwks(issuer + "/.well-known/jwks.json"));
    }

    /**
     * Empty when there is no token, or one that this application must not believe.
     *
     * @param path the request's path, which begins with the application's own address
     * @param authorization the request's {@code Authorization} header
     */
    Optional<Visitor> identify(String path, @Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Optional.empty();
        }
        try {
            var claims = consumer(path).processToClaims(authorization.substring("Bearer ".length()));
            var feishu = claims.getClaimValue("feishu", Map.class);
            return Optional.of(new Visitor(
                    claims.getSubject(),
                    claims.hasClaim("name") ? claims.getStringClaimValue("name") : claims.getSubject(),
                    claims.hasClaim("roles") ? claims.getStringListClaimValue("roles") : List.of(),
                    claims.getStringClaimValue("org_id"),
                    claims.getStringClaimValue("app_id"),
                    claims.hasClaim("amr") ? claims.getStringListClaimValue("amr") : List.of(),
                    feishu == null ? "" : String.valueOf(feishu.get("open_id"))));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    /** The audience is the application's own address, so a token made for another application is refused. */
    private JwtConsumer consumer(String path) {
        var segments = path.split("/", 4);
        var audience = segments.length > 2 ? segments[1] + "/" + segments[2] : "";
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setVerificationKeyResolver(keys)
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setRequireSubject()
                .registerValidator((Validator) Visitors::requireSession)
                .build();
    }

    /** What is wrong with the token's use, or null: a service token is no visitor. */
    private static @Nullable String requireSession(JwtContext context) {
        return "session".equals(context.getJwtClaims().getClaimValue("token_use")) ? null : "not a session token";
    }
}
