package pro.jit.gateway.openid;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.client.ServiceClient;
import pro.jit.gateway.session.LiveSessions;
import pro.jit.gateway.token.OAuthError;
import pro.jit.gateway.token.OAuthParameters;
import pro.jit.gateway.token.TokenGrant;

/**
 * The grant type {@code authorization_code}. A code is used up by whoever shows it first, rightly or not; shown again, what it brought is
 * revoked (RFC 6749 §4.1.2).
 */
@Singleton
class RedeemCode implements TokenGrant {
    static final String GRANT_TYPE = "authorization_code";

    private static final Logger LOG = Logger.getLogger(RedeemCode.class);
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final Jdbi jdbi;
    private final AuthorizationRepository authorizations;
    private final LiveSessions sessions;
    private final OpenIdTokenResponse responses;
    private final SecureRandom random;
    private final Clock clock;

    RedeemCode(
            Jdbi jdbi,
            AuthorizationRepository authorizations,
            LiveSessions sessions,
            OpenIdTokenResponse responses,
            SecureRandom random,
            Clock clock) {
        this.jdbi = jdbi;
        this.authorizations = authorizations;
        this.sessions = sessions;
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
        var code = parameters.get("code");
        if (code.isEmpty()) {
            return OAuthError.INVALID_REQUEST.response("code is missing.");
        }
        var shown = new Shown(
                client.clientId(),
                parameters.get("redirect_uri").orElse(""),
                parameters.get("code_verifier").orElse(null));
        var now = clock.instant();
        return jdbi.inTransaction(handle -> redeem(handle, new OpaqueToken(code.get()), shown, now))
                .map(redeemed -> responses.first(client, redeemed))
                .orElseGet(() -> OAuthError.INVALID_GRANT.response("The code is not good, or not for this request."));
    }

    /** What came with the code. */
    private record Shown(
            String clientId, String redirectUri, @Nullable String codeVerifier) {
        @Override
        public String toString() {
            return "Shown[" + clientId + "]";
        }
    }

    private Optional<OpenIdTokenResponse.Redeemed> redeem(Handle handle, OpaqueToken code, Shown shown, Instant now) {
        var authorization = authorizations.lockByCode(handle, code).orElse(null);
        if (authorization == null) {
            return Optional.empty();
        }
        if (authorization.redeemedAt() != null) {
            LOG.warnf("authorization code shown again, its tokens revoked clientId=%s", authorization.clientId());
            authorizations.revoke(handle, authorization, now);
            return Optional.empty();
        }
        authorizations.redeem(handle, authorization, now);
        if (!authorization.clientId().equals(shown.clientId())
                || !authorization.redirectUri().equals(shown.redirectUri())
                || !authorization.codeExpiresAt().isAfter(now)
                || !proves(authorization.codeChallenge(), shown.codeVerifier())) {
            LOG.warnf("authorization code refused and used up clientId=%s", shown.clientId());
            authorizations.revoke(handle, authorization, now);
            return Optional.empty();
        }
        return sessions.lock(handle, authorization.sid())
                .map(session -> new OpenIdTokenResponse.Redeemed(
                        authorization, session, refreshToken(handle, authorization, now)));
    }

    private @Nullable OpaqueToken refreshToken(Handle handle, Authorization authorization, Instant now) {
        if (!authorization.scopes().contains(OpenIdScopes.OFFLINE_ACCESS)) {
            return null;
        }
        var token = OpaqueToken.create(random);
        authorizations.insertRefreshToken(handle, token, authorization, now);
        return token;
    }

    /** A verifier nobody asked for is refused as well: somebody may have taken the challenge out of the request (RFC 9700 §2.1.1). */
    private static boolean proves(@Nullable String challenge, @Nullable String verifier) {
        if (challenge == null || verifier == null) {
            return challenge == null && verifier == null;
        }
        var computed = Base64.getUrlEncoder().withoutPadding().encodeToString(OpaqueToken.sha256(verifier));
        return VERIFIER.matcher(verifier).matches()
                && MessageDigest.isEqual(
                        computed.getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
    }
}
