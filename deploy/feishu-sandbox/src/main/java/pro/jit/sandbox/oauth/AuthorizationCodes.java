package pro.jit.sandbox.oauth;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Scopes;
import pro.jit.sandbox.oauth.AuthorizationCode.Origin;
import pro.jit.sandbox.token.RandomText;
import pro.jit.sandbox.token.Remembered;

/** The codes that were handed out, and what each person has ever granted each app: a new token carries all of it. */
public final class AuthorizationCodes {
    /** How long a code of the authorize page lives. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private final Clock clock;
    private final RandomText random;
    private final Remembered<AuthorizationCode> codes = new Remembered<>();
    private final Remembered<Boolean> used = new Remembered<>();
    private final Remembered<Set<String>> grants = new Remembered<>();

    public AuthorizationCodes(Clock clock, RandomText random) {
        this.clock = clock;
        this.random = random;
    }

    /** A code for what the person agreed to, 64 characters of {@code A-Za-z0-9-_}. */
    public String issue(
            Origin origin,
            FeishuApp app,
            String personKey,
            @Nullable String redirectUri,
            @Nullable CodeChallenge challenge,
            Set<String> asked,
            Duration life) {
        var value = random.urlSafe(48);
        var now = clock.instant();
        // Passport knows no scope parameter: its tokens may do whatever the console enabled.
        var scopes = origin == Origin.PASSPORT ? app.userScopes() : grant(app, personKey, asked);
        codes.put(
                value,
                new AuthorizationCode(
                        origin, app.appId(), personKey, redirectUri, challenge, scopes, now, now.plus(life)));
        return value;
    }

    Optional<AuthorizationCode> find(String value) {
        return codes.get(value);
    }

    boolean isExpired(AuthorizationCode code) {
        return !clock.instant().isBefore(code.expiresAt());
    }

    boolean isUsed(String value) {
        return used.get(value).isPresent();
    }

    void use(String value) {
        used.put(value, true);
    }

    /** Forgets what everybody granted. */
    public void forgetAll() {
        codes.clear();
        used.clear();
        grants.clear();
    }

    private Set<String> grant(FeishuApp app, String personKey, Set<String> asked) {
        var key = app.appId() + " " + personKey;
        var all = new LinkedHashSet<String>();
        all.add(Scopes.AUTH_USER_ID);
        grants.get(key).ifPresent(all::addAll);
        all.addAll(asked);
        grants.put(key, Set.copyOf(all));
        return all;
    }
}
