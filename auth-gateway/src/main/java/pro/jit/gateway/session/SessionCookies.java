package pro.jit.gateway.session;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.Origins;

/** Names and attributes of the cookies of a session, which depend on the entry origin the visitor came by. */
public final class SessionCookies {
    private static final String PREFIX = "__Secure-";

    private SessionCookies() {}

    /** The name a cookie has at this origin: {@code __Secure-name}, or the plain name where the origin is plain http. */
    public static String name(URI entryOrigin, String plainName) {
        return Origins.isPlain(entryOrigin) ? plainName : PREFIX + plainName;
    }

    /** Name of the session cookie at this origin. */
    public static String sessionName(URI entryOrigin) {
        return name(entryOrigin, "jit_session");
    }

    /** Name of the refresh cookie at this origin. */
    public static String refreshName(URI entryOrigin) {
        return name(entryOrigin, "jit_refresh");
    }

    /**
     * The session token a request brought.
     *
     * @param cookies value of a cookie by name, null where there is none; of Vert.x or of JAX-RS
     */
    public static Optional<String> sessionToken(URI entryOrigin, Function<String, @Nullable String> cookies) {
        return present(cookies.apply(sessionName(entryOrigin)));
    }

    /** The refresh token a request brought. */
    public static Optional<String> refreshToken(URI entryOrigin, Function<String, @Nullable String> cookies) {
        return present(cookies.apply(refreshName(entryOrigin)));
    }

    /** {@code Set-Cookie} of the session token. It outlives the token, so that logout knows whose session it was. */
    public static String session(Application application, URI entryOrigin, String token, Duration life) {
        return cookie(sessionName(entryOrigin), token, application.path(), entryOrigin, life);
    }

    /** {@code Set-Cookie} of the refresh token. */
    public static String refresh(Application application, URI entryOrigin, RefreshToken token, Duration life) {
        return cookie(refreshName(entryOrigin), token.value(), application.path() + "/login", entryOrigin, life);
    }

    /** {@code Set-Cookie} of one that only we read. */
    public static String cookie(String name, String value, String path, URI entryOrigin, Duration life) {
        return name + "=" + value + "; Path=" + path + "; Max-Age=" + life.toSeconds() + "; HttpOnly"
                + (Origins.isPlain(entryOrigin) ? "" : "; Secure") + "; SameSite=Lax";
    }

    /** {@code Set-Cookie} that removes one. */
    public static String removal(String name, String path, URI entryOrigin) {
        return cookie(name, "", path, entryOrigin, Duration.ZERO);
    }

    private static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}
