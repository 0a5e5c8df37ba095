package pro.jit.gateway.openid;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import pro.jit.gateway.client.Scopes;
import pro.jit.gateway.client.ServiceClient;
import pro.jit.gateway.client.SigningAlgorithm;
import pro.jit.gateway.session.LiveSessions;
import pro.jit.gateway.session.Session;
import pro.jit.gateway.token.IssuedTokens;
import pro.jit.gateway.token.SignedTokens;

/**
 * Access tokens of relying parties, for {@code /oauth2/userinfo} alone (RFC 9068), and what introspection and revocation know of them and of
 * refresh tokens. Good while their session lives and nothing was revoked, which is looked up each time.
 */
@Singleton
class AccessTokens implements IssuedTokens {
    static final Duration LIFE = Duration.ofMinutes(10);

    private final SignedTokens tokens;
    private final AuthorizationRepository authorizations;
    private final LiveSessions sessions;
    private final Jdbi jdbi;
    private final NoArgGenerator ids;
    private final String issuer;
    private final Clock clock;

    AccessTokens(
            SignedTokens tokens,
            AuthorizationRepository authorizations,
            LiveSessions sessions,
            Jdbi jdbi,
            NoArgGenerator ids,
            @ConfigProperty(name = "jit.public-origin") String issuer,
            Clock clock) {
        this.tokens = tokens;
        this.authorizations = authorizations;
        this.sessions = sessions;
        this.jdbi = jdbi;
        this.ids = ids;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** A token that is good now. */
    record Live(Authorization authorization, Session session, JwtClaims claims) {}

    String issue(Authorization authorization, Session session) {
        var claims = new JwtClaims();
        claims.setJwtId(ids.generate().toString());
        claims.setSubject(session.memberId());
        claims.setAudience(issuer);
        claims.setClaim("token_use", "access");
        claims.setClaim("client_id", authorization.clientId());
        claims.setClaim("scope", Scopes.write(authorization.scopes()));
        claims.setClaim("sid", session.sid());
        claims.setClaim("authorization_id", authorization.authorizationId());
        var now = clock.instant();
        return tokens.sign(SigningAlgorithm.ES256, "at+jwt", claims, now, now.plus(LIFE));
    }

    Optional<Live> live(String token) {
        return tokens.verify(token).map(SignedTokens.Good::claims).flatMap(this::live);
    }

    private Optional<Live> live(JwtClaims claims) {
        try {
            var authorizationId = claims.getStringClaimValue("authorization_id");
            if (!"access".equals(claims.getClaimValue("token_use"))
                    || authorizationId == null
                    || !claims.getAudience().equals(List.of(issuer))) {
                return Optional.empty();
            }
            var scopes = Scopes.parse(claims.getStringClaimValue("scope"));
            return jdbi.withHandle(handle -> authorizations.find(handle, authorizationId))
                    .filter(authorization -> authorization.revokedAt() == null)
                    .flatMap(authorization -> sessions.find(authorization.sid())
                            .map(session -> new Live(authorization.narrowed(scopes), session, claims)));
        } catch (MalformedClaimException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Map<String, Object>> describe(String token) {
        return live(token).map(live -> live.claims().getClaimsMap()).or(() -> describeRefreshToken(token));
    }

    private Optional<Map<String, Object>> describeRefreshToken(String token) {
        return jdbi.inTransaction(handle -> authorizations.lockRefreshToken(handle, new OpaqueToken(token)))
                .filter(kept -> kept.usedAt() == null && kept.authorization().revokedAt() == null)
                .map(AuthorizationRepository.KeptRefreshToken::authorization)
                .flatMap(authorization -> sessions.find(authorization.sid()).map(session -> {
                    var description = new LinkedHashMap<String, Object>();
                    description.put("iss", issuer);
                    description.put("sub", session.memberId());
                    description.put("sid", session.sid());
                    description.put("client_id", authorization.clientId());
                    description.put("scope", Scopes.write(authorization.scopes()));
                    description.put("token_use", "refresh");
                    return description;
                }));
    }

    /** Any of its tokens stands for the whole authorization. */
    @Override
    public Revocation revoke(ServiceClient client, String token) {
        return jdbi.inTransaction(handle -> {
            var authorization = authorizationOf(handle, token);
            if (authorization.isEmpty()) {
                return Revocation.NOT_OF_THIS_KIND;
            }
            if (!authorization.get().clientId().equals(client.clientId())) {
                return Revocation.ANOTHER_CLIENTS;
            }
            authorizations.revoke(handle, authorization.get(), clock.instant());
            return Revocation.REVOKED;
        });
    }

    private Optional<Authorization> authorizationOf(Handle handle, String token) {
        return live(token).map(Live::authorization).or(() -> authorizations
                .lockRefreshToken(handle, new OpaqueToken(token))
                .map(AuthorizationRepository.KeptRefreshToken::authorization));
    }
}
