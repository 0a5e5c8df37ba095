package pro.jit.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.token.SessionTokens;

/** Puts a session into a browser: signs its token and names the cookies. */
@ApplicationScoped
public class IssuedSession {
    private final SessionTokens tokens;
    private final Clock clock;

    IssuedSession(SessionTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** {@code Set-Cookie} values that sign the browser in; the refresh cookie only where there is a new token for it. */
    public List<String> cookies(
            Application application, URI entryOrigin, Session session, Optional<RefreshToken> refreshToken) {
        var left = Duration.between(clock.instant(), session.absoluteExpiresAt());
        var idle = shorter(application.session().idle(), left);
        var life = shorter(application.session().token(), idle);
        var cookies = new ArrayList<String>();
        cookies.add(SessionCookies.session(
                application, entryOrigin, tokens.issue(session.claims(), life).token(), left));
        refreshToken.ifPresent(token -> cookies.add(SessionCookies.refresh(application, entryOrigin, token, idle)));
        return cookies;
    }

    /** {@code Set-Cookie} values that sign the browser out. */
    private static List<String> removal(Application application, URI entryOrigin) {
        return List.of(
                SessionCookies.removal(SessionCookies.sessionName(entryOrigin), application.path(), entryOrigin),
                SessionCookies.removal(
                        SessionCookies.refreshName(entryOrigin), application.path() + "/login", entryOrigin));
    }

    /** {@code Set-Cookie} values that sign the browser out and keep the next visit to the login page from signing it in by itself. */
    public List<String> signedOut(Application application, URI entryOrigin) {
        var cookies = new ArrayList<>(removal(application, entryOrigin));
        cookies.add(SessionCookies.cookie(
                SessionCookies.name(entryOrigin, LogoutResource.SIGNED_OUT),
                "1",
                application.path() + "/login",
                entryOrigin,
                LogoutResource.SIGNED_OUT_FOR));
        return cookies;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
