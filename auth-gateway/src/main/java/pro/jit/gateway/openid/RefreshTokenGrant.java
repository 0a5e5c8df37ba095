package pro.jit.gateway.openid;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.client.Scopes;
import pro.jit.gateway.client.ServiceClient;
import pro.jit.gateway.session.LiveSessions;
import pro.jit.gateway.token.OAuthError;
import pro.jit.gateway.token.OAuthParameters;
import pro.jit.gateway.token.TokenGrant;

/**
 * The grant type {@code refresh_token}. Each is good once and as long as the session; one used again is in two hands, and everything that
 * came of its code is revoked (RFC 9700 §4.14.2). Using one counts as using the session.
 */
@Singleton
class RefreshTokenGrant implements TokenGrant {
    static final String GRANT_TYPE = "refresh_token";

    private static final Logger LOG = Logger.getLogger(RefreshTokenGrant.class);

    private final Jdbi jdbi;
    private final AuthorizationRepository authorizations;
    private final LiveSessions sessions;
    private final Applications applications;
    private final OpenIdTokenResponse responses;
    private final SecureRandom random;
    private final Clock clock;

    RefreshTokenGrant(
            Jdbi jdbi,
            AuthorizationRepository authorizations,
            LiveSessions sessions,
            Applications applications,
            OpenIdTokenResponse responses,
            SecureRandom random,
            Clock clock) {
        this.jdbi = jdbi;
        this.authorizations = authorizations;
        this.sessions = sessions;
        this.applications = applications;
        this.responses = responses;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String type() {
        return GRANT_TYPE;
    }

    @Override
    public Response answer(ServiceClient client, OAuthParameters parameters) {
        var token = parameters.get("refresh_token");
        if (token.isEmpty()) {
            return OAuthError.INVALID_REQUEST.response("refresh_token is missing.");
        }
        var scopes = parameters.get("scope").map(Scopes::parse);
        var now = clock.instant();
        return jdbi.inTransaction(handle -> refresh(handle, client, new OpaqueToken(token.get()), scopes, now));
    }

    private Response refresh(
            Handle handle, ServiceClient client, OpaqueToken token, Optional<Set<String>> scopes, Instant now) {
        var kept = authorizations.lockRefreshToken(handle, token).orElse(null);
        if (kept == null || kept.authorization().revokedAt() != null) {
            return refused();
        }
        var authorization = kept.authorization();
        if (kept.usedAt() != null || !authorization.clientId().equals(client.clientId())) {
            LOG.warnf(
                    "refresh token in other hands, its tokens revoked clientId=%s shownBy=%s",
                    authorization.clientId(), client.clientId());
            authorizations.revoke(handle, authorization, now);
            return refused();
        }
        if (scopes.isPresent() && !authorization.scopes().containsAll(scopes.get())) {
            return OAuthError.INVALID_SCOPE.response("The scope is wider than what was granted.");
        }
        var session = sessions.lock(handle, authorization.sid()).orElse(null);
        var application = session == null
                ? null
                : applications.find(session.orgId(), session.appId()).orElse(null);
        if (session == null || application == null) {
            return refused();
        }
        var next = OpaqueToken.create(random);
        authorizations.useRefreshToken(handle, token, now);
        authorizations.insertRefreshToken(handle, next, authorization, now);
        var used = sessions.use(handle, session, application.session().idle());
        return responses.again(
                client,
                new OpenIdTokenResponse.Redeemed(
                        authorization.narrowed(scopes.orElse(authorization.scopes())), used, next));
    }

    private static Response refused() {
        return OAuthError.INVALID_GRANT.response("The refresh token is not good, or its session has ended.");
    }
}
