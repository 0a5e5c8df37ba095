package pro.jit.gateway.client;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/**
 * {@code private_key_jwt} (RFC 7523, OpenID Connect Core §9): a client proves itself by a short statement it has signed, made for us and good
 * once.
 */
@Singleton
class ClientAssertions {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final int LONGEST_LIFE_MINUTES = 5;
    private static final int CLOCK_SKEW_SECONDS = 30;
    private static final int LONGEST = 8_192;
    private static final AlgorithmConstraints ALLOWED =
            new AlgorithmConstraints(ConstraintType.PERMIT, ClientKeys.ALGORITHMS.toArray(String[]::new));

    private final ServiceClientRepository clients;
    private final Set<String> audience;
    private final Clock clock;

    ClientAssertions(
            ServiceClientRepository clients, @ConfigProperty(name = "jit.public-origin") String issuer, Clock clock) {
        this.clients = clients;
        this.audience = Set.of(issuer, issuer + "/oauth2/token");
        this.clock = clock;
    }

    /** Who the assertion claims to be, nothing of it proven; to find the keys to prove it with. */
    Optional<String> claimedClient(String assertion) {
        if (assertion.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var claims = new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .processToClaims(assertion);
            return Optional.ofNullable(claims.getSubject());
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    /** Whether the holder of these keys made the assertion, for us and a moment ago, and has not shown it before. */
    boolean proves(String clientId, ClientKeys keys, String assertion) {
        var resolver = new JwksVerificationKeyResolver(keys.keys());
        resolver.setDisambiguateWithVerifySignature(true);
        try {
            var claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ALLOWED)
                    .setVerificationKeyResolver(resolver)
                    .setExpectedIssuer(clientId)
                    .setExpectedSubject(clientId)
                    .setExpectedAudience(audience.toArray(String[]::new))
                    .setRequireExpirationTime()
                    .setMaxFutureValidityInMinutes(LONGEST_LIFE_MINUTES)
                    .setRequireJwtId()
                    .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(assertion);
            // One made for another server as well could be shown there, and here, by that server.
            return audience.containsAll(claims.getAudience()) && isFirst(clientId, claims);
        } catch (InvalidJwtException | MalformedClaimException e) {
            return false;
        }
    }

    private boolean isFirst(String clientId, JwtClaims claims) throws MalformedClaimException {
        var until = Instant.ofEpochSecond(claims.getExpirationTime().getValue()).plusSeconds(CLOCK_SKEW_SECONDS);
        return clients.useAssertion(clientId, hash(claims.getJwtId()), until, clock.instant());
    }

    private static byte[] hash(String jti) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(jti.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
