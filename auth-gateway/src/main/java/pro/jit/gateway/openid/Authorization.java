package pro.jit.gateway.openid;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a member's session has given a relying party: one code, and all tokens that come of it.
 *
 * @param redeemedAt when the code was shown; it is good once
 * @param revokedAt since when none of its tokens is good
 */
record Authorization(
        String authorizationId,
        String clientId,
        String sid,
        Set<String> scopes,
        @Nullable String nonce,
        String redirectUri,
        @Nullable String codeChallenge,
        Instant codeExpiresAt,
        @Nullable Instant redeemedAt,
        @Nullable Instant revokedAt) {
    Authorization {
        scopes = Set.copyOf(scopes);
    }

    /** With fewer scopes. */
    Authorization narrowed(Set<String> fewer) {
        return new Authorization(
                authorizationId,
                clientId,
                sid,
                fewer,
                nonce,
                redirectUri,
                codeChallenge,
                codeExpiresAt,
                redeemedAt,
                revokedAt);
    }
}
