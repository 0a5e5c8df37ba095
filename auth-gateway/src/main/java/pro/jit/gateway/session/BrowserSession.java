package pro.jit.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.token.SessionClaims;
import pro.jit.gateway.token.SessionTokens;

/** Whose session a browser brings, alive or not: for ending it. */
@ApplicationScoped
public class BrowserSession {
    private final SessionTokens tokens;
    private final RenewSession renew;
    private final BrowserRequest request;

    BrowserSession(SessionTokens tokens, RenewSession renew, BrowserRequest request) {
        this.tokens = tokens;
        this.renew = renew;
        this.request = request;
    }

    /** From the session token, expired or not; else from the refresh token, where its cookie is sent. */
    public Optional<String> sid(Application application) {
        var origin = request.entryOrigin(application);
        return SessionCookies.sessionToken(origin, request::cookie)
                .flatMap(tokens::verifyExpired)
                .map(SessionTokens.Verified::claims)
                .filter(claims -> claims.orgId().equals(application.orgId())
                        && claims.appId().equals(application.appId()))
                .map(SessionClaims::sid)
                .or(() -> SessionCookies.refreshToken(origin, request::cookie)
                        .flatMap(token -> renew.sessionOf(application, token)));
    }
}
