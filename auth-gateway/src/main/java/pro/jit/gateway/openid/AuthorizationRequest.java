package pro.jit.gateway.openid;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A relying party's request, proven to be its own: checked, and on its way through the application's login.
 *
 * @param redirectUri one of those registered, character by character
 * @param scopes those we know and the client may have; {@code openid} among them
 * @param codeChallenge S256; null for a confidential client that sent none
 * @param silent {@code prompt=none}: an answer at once, and never a page
 * @param newLogin {@code prompt=login}: only a sign-in after {@code startedAt} counts
 * @param maxAgeSeconds how old the sign-in may be
 * @param expectedSubject from {@code id_token_hint}: only this member will do
 */
record AuthorizationRequest(
        String clientId,
        String orgId,
        String appId,
        String redirectUri,
        @Nullable String state,
        Set<String> scopes,
        @Nullable String nonce,
        @Nullable String codeChallenge,
        boolean silent,
        boolean newLogin,
        @Nullable Long maxAgeSeconds,
        @Nullable String expectedSubject,
        Instant startedAt) {
    AuthorizationRequest {
        scopes = Set.copyOf(scopes);
    }

    /** Whether a sign-in of then is young enough. */
    boolean accepts(Instant authTime, Instant now) {
        if (!authTime.isBefore(startedAt)) {
            return true;
        }
        return !newLogin
                && (maxAgeSeconds == null
                        || !authTime.plusSeconds(maxAgeSeconds).isBefore(now));
    }
}
