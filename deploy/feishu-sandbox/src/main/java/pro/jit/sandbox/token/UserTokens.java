package pro.jit.sandbox.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** User access tokens, and refresh tokens that work once. */
public final class UserTokens {
    private static final Duration AUTHORIZATION_LASTS = Duration.ofDays(365);

    private final Clock clock;
    private final RandomText random;
    private final Remembered<UserToken> access = new Remembered<>();
    private final Remembered<UserToken> refresh = new Remembered<>();
    private final Remembered<Ended> endedRefresh = new Remembered<>();

    private enum Ended {
        USED,
        REVOKED
    }

    /** What came of looking a refresh token up. */
    public sealed interface RefreshLookup {
        /** Works, this once. */
        record Live(UserToken token) implements RefreshLookup {}

        record Unknown() implements RefreshLookup {}

        record AlreadyUsed() implements RefreshLookup {}

        record Revoked() implements RefreshLookup {}

        /** Past its own life or the 365 days. */
        record Expired() implements RefreshLookup {}
    }

    public UserTokens(Clock clock, RandomText random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new access token: {@code u-…} of generation 1, otherwise a long one like a JWT. */
    public String issueAccess(UserToken what, Duration life) {
        var value = what.generation() == Generation.V1 ? "u-" + random.urlSafe(33) : random.likeJwt();
        access.put(value, what.until(clock.instant().plus(life)));
        return value;
    }

    /** A new refresh token, which lives no longer than 365 days after the person agreed. */
    public String issueRefresh(UserToken what, Duration life) {
        var value = what.generation() == Generation.V1 ? "ur-" + random.urlSafe(33) : random.likeJwt();
        refresh.put(
                value,
                what.until(
                        earlier(clock.instant().plus(life), what.authorizedAt().plus(AUTHORIZATION_LASTS))));
        return value;
    }

    /** What this access token stands for, be it live or expired; see {@link #isLive}. */
    public Optional<UserToken> find(String value) {
        return access.get(value);
    }

    /** Whether an access token has not expired. */
    public boolean isLive(UserToken token) {
        return clock.instant().isBefore(token.expiresAt());
    }

    /** Looks a refresh token up without using it. */
    public RefreshLookup lookUp(String value) {
        var ended = endedRefresh.get(value);
        if (ended.isPresent()) {
            return ended.get() == Ended.USED ? new RefreshLookup.AlreadyUsed() : new RefreshLookup.Revoked();
        }
        return refresh.get(value)
                .<RefreshLookup>map(token -> clock.instant().isBefore(token.expiresAt())
                        ? new RefreshLookup.Live(token)
                        : new RefreshLookup.Expired())
                .orElseGet(RefreshLookup.Unknown::new);
    }

    /** Uses a refresh token up. */
    public void use(String value) {
        endedRefresh.put(value, Ended.USED);
    }

    /** Revokes a refresh token; it answers so from now on. */
    public void revoke(String value) {
        endedRefresh.put(value, Ended.REVOKED);
    }

    /** Ends every token at once. */
    public void revokeAll() {
        access.clear();
        refresh.clear();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
