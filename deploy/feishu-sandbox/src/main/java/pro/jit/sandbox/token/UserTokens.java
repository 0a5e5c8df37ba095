package pro.jit.sandbox.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import pro.jit.sandbox.token.RefreshToken.State;

/** User access tokens, and refresh tokens that work once. */
public final class UserTokens {
    private static final Duration AUTHORIZATION_LASTS = Duration.ofDays(365);

    private final Clock clock;
    private final RandomText random;
    private final Remembered<UserToken> access = new Remembered<>();
    private final Remembered<RefreshToken> refresh = new Remembered<>();

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
        var end = earlier(clock.instant().plus(life), what.authorizedAt().plus(AUTHORIZATION_LASTS));
        refresh.put(value, new RefreshToken(what.until(end), State.UNUSED));
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
        return refresh.get(value).map(this::lookUp).orElseGet(RefreshLookup.Unknown::new);
    }

    private RefreshLookup lookUp(RefreshToken found) {
        return switch (found.state()) {
            case USED -> new RefreshLookup.AlreadyUsed();
            case REVOKED -> new RefreshLookup.Revoked();
            case UNUSED -> isLive(found.token()) ? new RefreshLookup.Live(found.token()) : new RefreshLookup.Expired();
        };
    }

    /** Uses a refresh token up. */
    public void use(String value) {
        refresh.change(value, token -> token.being(State.USED));
    }

    /** Revokes all that one person gave one app: the access tokens are unknown from now on, the refresh tokens revoked. */
    public void revoke(String appId, String personKey) {
        access.forget(token -> token.isOf(appId, personKey));
        refresh.changeAll(found -> found.token().isOf(appId, personKey) ? found.being(State.REVOKED) : found);
    }

    /** Lets an access token expire now. */
    public void expire(String value) {
        access.change(value, this::expired);
    }

    /** Lets every token expire now. */
    public void expireAll() {
        access.changeAll(this::expired);
        refresh.changeAll(found -> new RefreshToken(expired(found.token()), found.state()));
    }

    /** Forgets every token. */
    public void forgetAll() {
        access.clear();
        refresh.clear();
    }

    private UserToken expired(UserToken token) {
        return token.until(earlier(clock.instant(), token.expiresAt()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
