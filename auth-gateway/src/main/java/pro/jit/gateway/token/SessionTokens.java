package pro.jit.gateway.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Issues and verifies session tokens: JWT, ES256 (design: session). Whether the session still lives is not its question. */
public interface SessionTokens {
    /**
     * Signs a token.
     *
     * @param life until {@code exp}
     */
    Issued issue(SessionClaims claims, Duration life);

    /**
     * The token's content when signature, algorithm, issuer, {@code token_use} and expiry are good; empty otherwise. Cached by the
     * token's hash, so a repeated check costs no signature.
     */
    Optional<Verified> verify(String token);

    /**
     * As {@link #verify}, but a token past its expiry is good too: for logout, which must work when the token has run out. Says who the bearer
     * was, never that they may enter.
     */
    Optional<Verified> verifyExpired(String token);

    /** A signed token and when it expires. {@code toString} hides the token. */
    record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * A verified token's content.
     *
     * @param issuedAt to the millisecond (from the UUIDv7 {@code jti}, as {@code iat} counts whole seconds)
     */
    record Verified(SessionClaims claims, Instant issuedAt, Instant expiresAt) {}
}
