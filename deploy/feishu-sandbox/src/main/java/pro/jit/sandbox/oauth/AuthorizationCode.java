package pro.jit.sandbox.oauth;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.token.Generation;

/**
 * What a code stands for.
 *
 * @param redirectUri exactly as the authorize page got it; null for a code from the page script
 * @param challenge null when none was sent
 * @param authorizedAt when the person agreed
 */
public record AuthorizationCode(
        Origin origin,
        String appId,
        String personKey,
        @Nullable String redirectUri,
        @Nullable CodeChallenge challenge,
        Set<String> scopes,
        Instant authorizedAt,
        Instant expiresAt) {

    /** Where a code came from, which decides where it can be redeemed. */
    public enum Origin {
        /** The authorize page: token endpoints v2 and v3. */
        AUTHORIZE,
        /** Passport, and so the QR code: the v1 endpoints. */
        PASSPORT,
        /** The script inside the client: token endpoints v2 and v3, without a redirect_uri. */
        PAGE_SCRIPT;

        /**
         * Whether the token endpoints of this generation know such a code. UNCONFIRMED (contract §12.2) that v2 and v3 do not know
         * passport's, and that v1 knows no other.
         */
        boolean isKnownTo(Generation generation) {
            return (this == PASSPORT) == (generation == Generation.V1);
        }
    }

    public AuthorizationCode {
        scopes = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }
}
