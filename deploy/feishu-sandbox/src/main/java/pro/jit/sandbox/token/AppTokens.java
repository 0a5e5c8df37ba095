package pro.jit.sandbox.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens of apps themselves. Asking again while at least 30 minutes remain gives the same token with what remains; later a new one, and
 * both work until their own end. An app's {@code app_access_token} is the same text as its {@code tenant_access_token}.
 */
public final class AppTokens {
    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration RENEW_BELOW = Duration.ofMinutes(30);

    private final Clock clock;
    private final RandomText random;
    private final Map<String, AppToken> newest = new HashMap<>();
    private final Remembered<AppToken> all = new Remembered<>();
    private final Remembered<Boolean> endedEarly = new Remembered<>();

    /** A token and whose it is. */
    public record AppToken(String value, String appId, Instant expiresAt) {
        @Override
        public String toString() {
            return "AppToken[" + appId + ", " + expiresAt + "]";
        }
    }

    public AppTokens(Clock clock, RandomText random) {
        this.clock = clock;
        this.random = random;
    }

    /** The token to hand out now. */
    public synchronized AppToken issue(String appId) {
        var current = newest.get(appId);
        if (current != null && !remaining(current).minus(RENEW_BELOW).isNegative()) {
            return current;
        }
        var token = new AppToken(
                "t-g1044" + random.urlSafe(27), appId, clock.instant().plus(LIFE));
        newest.put(appId, token);
        all.put(token.value(), token);
        return token;
    }

    /** How long a token still lives; zero or less when it does not. */
    public Duration remaining(AppToken token) {
        return Duration.between(clock.instant(), token.expiresAt());
    }

    /** A live token; empty for one that was never issued, has expired or was revoked. */
    public Optional<AppToken> find(String value) {
        return all.get(value).filter(token -> remaining(token).isPositive());
    }

    /** Ends this token at once; the app gets a new one when it asks. */
    public synchronized void expire(String value) {
        find(value).ifPresent(token -> {
            endedEarly.put(value, true);
            newest.remove(token.appId(), token);
        });
    }

    /** Whether a token was ended by {@link #expire}. */
    public boolean endedEarly(String value) {
        return endedEarly.get(value).isPresent();
    }

    /** Ends every token at once, as happens to one in the middle of a long sync. */
    public synchronized void revokeAll() {
        newest.clear();
        all.clear();
        endedEarly.clear();
    }
}
