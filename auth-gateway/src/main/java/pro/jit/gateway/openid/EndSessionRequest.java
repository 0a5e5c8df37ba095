package pro.jit.gateway.openid;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A relying party's wish that its visitor be signed out.
 *
 * @param redirectUri registered for the client; null: the visitor stays with us
 * @param hintedSid whose session an ID token of ours named; null without one
 */
record EndSessionRequest(
        String clientId,
        @Nullable String redirectUri,
        @Nullable String state,
        @Nullable String hintedSid,
        Instant startedAt) {}
