package pro.jit.gateway.openid;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.client.SigningAlgorithm;
import pro.jit.gateway.session.Session;
import pro.jit.gateway.token.SignedTokens;

/** ID tokens (OpenID Connect Core §2), signed with what the relying party has registered for. */
@Singleton
class IdTokens {
    /** A key that signed one stays in the JWKS for two hours. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);

    private final SignedTokens tokens;
    private final MemberClaims memberClaims;
    private final NoArgGenerator ids;
    private final Clock clock;
    private final Duration life;

    /**
     * With this life.
     *
     * @param life {@code jit.openid.id-token-life}: some relying parties take the ID token for their own session; an hour at most
     */
    IdTokens(
            SignedTokens tokens,
            MemberClaims memberClaims,
            NoArgGenerator ids,
            Clock clock,
            @ConfigProperty(name = "jit.openid.id-token-life", defaultValue = "PT1H") Duration life) {
        if (life.compareTo(LONGEST_LIFE) > 0 || life.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "JIT_OPENID_ID_TOKEN_LIFE (jit.openid.id-token-life) must be PT1M to PT1H");
        }
        this.tokens = tokens;
        this.memberClaims = memberClaims;
        this.ids = ids;
        this.clock = clock;
        this.life = life;
    }

    String issue(
            SigningAlgorithm algorithm,
            Authorization authorization,
            Session session,
            @Nullable String nonce,
            String accessToken) {
        var claims = new JwtClaims();
        memberClaims.of(session, authorization.scopes()).forEach(claims::setClaim);
        claims.setJwtId(ids.generate().toString());
        claims.setAudience(authorization.clientId());
        claims.setClaim("token_use", "id");
        claims.setClaim("auth_time", session.authTime().getEpochSecond());
        claims.setStringListClaim("amr", session.amr());
        claims.setClaim("at_hash", halfHash(accessToken));
        if (nonce != null) {
            claims.setClaim("nonce", nonce);
        }
        var now = clock.instant();
        return tokens.sign(algorithm, "JWT", claims, now, now.plus(life));
    }

    /** {@code at_hash}: the left half of the SHA-256, which ES256 and RS256 both are over. */
    private static String halfHash(String accessToken) {
        var hash = OpaqueToken.sha256(accessToken);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }

    /** What an ID token of ours says of whom it was for, expired or not. */
    record Hint(String clientId, String subject, String sid) {}

    /** Reads {@code id_token_hint}; empty for anything we did not sign as an ID token. */
    Optional<Hint> readHint(String token) {
        return tokens.verifyHandedOut(token).map(SignedTokens.Good::claims).flatMap(IdTokens::hint);
    }

    private static Optional<Hint> hint(JwtClaims claims) {
        try {
            var sid = claims.getStringClaimValue("sid");
            return "id".equals(claims.getClaimValue("token_use"))
                            && sid != null
                            && claims.getSubject() != null
                            && claims.getAudience().size() == 1
                    ? Optional.of(new Hint(claims.getAudience().getFirst(), claims.getSubject(), sid))
                    : Optional.empty();
        } catch (MalformedClaimException e) {
            return Optional.empty();
        }
    }
}
