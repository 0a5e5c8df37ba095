package pro.jit.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import pro.jit.gateway.client.SigningAlgorithm;

/**
 * Signs our JWTs and tells ours from others: by a key of ours and the algorithm it was made for, our issuer, not expired. Who a token is for
 * and what it may do is for the caller to look at. What is meant for us is signed with ES256, and nothing else is taken; relying parties are
 * given what they have registered for.
 *
 * <p>The claims of good tokens are cached by the token's SHA-256, at most 50 000, for as long as the token lives; expiry is looked at on
 * each use. Nothing is cached of a bad one. A cached token outlives its key's deletion by nothing, as keys are kept longer than tokens live.
 */
@Singleton
public class SignedTokens {
    private static final int LONGEST_TOKEN = 16_384;
    private static final Set<SigningAlgorithm> OURS = EnumSet.of(SigningAlgorithm.ES256);
    private static final Set<SigningAlgorithm> ANY = EnumSet.allOf(SigningAlgorithm.class);

    private final SigningKeys keys;
    private final String issuer;
    private final Clock clock;
    private final Cache<ByteBuffer, Good> good;

    /**
     * For this issuer.
     *
     * @param issuer {@code JIT_PUBLIC_ORIGIN}: the gateway's outside origin. No default
     */
    SignedTokens(SigningKeys keys, @ConfigProperty(name = "jit.public-origin") String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
        this.good = Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfter(Expiry.creating((ByteBuffer hash, Good token) ->
                        Duration.between(clock.instant(), token.expiresAt()).plusSeconds(1)))
                .build();
    }

    /** A good token's claims. */
    public record Good(JwtClaims claims, Instant expiresAt) {}

    /** Signs {@code claims} with the active key, adding {@code iss}, {@code iat} and {@code exp}. */
    public String sign(JwtClaims claims, Instant issuedAt, Instant expiresAt) {
        return sign(SigningAlgorithm.ES256, "JWT", claims, issuedAt, expiresAt);
    }

    /** As {@link #sign(JwtClaims, Instant, Instant)}, for a relying party, of this {@code typ} (RFC 8725 §3.11). */
    public String sign(SigningAlgorithm algorithm, String type, JwtClaims claims, Instant issuedAt, Instant expiresAt) {
        var key = keys.active(algorithm);
        claims.setIssuer(issuer);
        claims.setIssuedAt(NumericDate.fromSeconds(issuedAt.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm.name());
        signature.setHeader("typ", type);
        signature.setKeyIdHeaderValue(key.kid());
        signature.setKey(key.jwk().getPrivateKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }

    /** The claims of a token of ours that has not expired; empty for anything else. */
    public Optional<Good> verify(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        var hash = ByteBuffer.wrap(sha256(token));
        var known = good.getIfPresent(hash);
        if (known == null) {
            known = check(token, OURS).orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            good.put(hash, known);
        }
        return known.expiresAt().isAfter(clock.instant()) ? Optional.of(known) : Optional.empty();
    }

    /** As {@link #verify}, expired or not. */
    public Optional<Good> verifyExpired(String token) {
        return token.length() > LONGEST_TOKEN ? Optional.empty() : check(token, OURS);
    }

    /** As {@link #verifyExpired}, for a token a relying party was given, whatever that is signed with. */
    public Optional<Good> verifyHandedOut(String token) {
        return token.length() > LONGEST_TOKEN ? Optional.empty() : check(token, ANY);
    }

    private Optional<Good> check(String token, Set<SigningAlgorithm> taken) {
        try {
            var signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            var kid = signature.getKeyIdHeaderValue();
            var key = kid == null ? Optional.<SigningKey>empty() : keys.find(kid);
            if (key.isEmpty() || !taken.contains(key.get().algorithm())) {
                return Optional.empty();
            }
            signature.setAlgorithmConstraints(new AlgorithmConstraints(
                    ConstraintType.PERMIT, key.get().algorithm().name()));
            signature.setKey(key.get().jwk().getPublicKey());
            if (!signature.verifySignature()) {
                return Optional.empty();
            }
            var claims = JwtClaims.parse(signature.getPayload());
            return issuer.equals(claims.getIssuer()) && claims.getExpirationTime() != null
                    ? Optional.of(new Good(
                            claims,
                            Instant.ofEpochSecond(claims.getExpirationTime().getValue())))
                    : Optional.empty();
        } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
