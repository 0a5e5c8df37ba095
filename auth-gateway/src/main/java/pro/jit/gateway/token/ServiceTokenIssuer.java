package pro.jit.gateway.token;

import com.fasterxml.uuid.NoArgGenerator;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import pro.jit.gateway.client.Scopes;

/** Issues service tokens: {@code sub} the client, {@code scope}, {@code aud} {@code jit}, ten minutes. Reads them too. */
@Singleton
class ServiceTokenIssuer implements ServiceTokens {
    static final Duration LIFE = Duration.ofMinutes(10);
    static final String CONSOLE = "console";

    /** The claim that limits a token to applications, each {@code org_id/app_id}. */
    static final String APPLICATIONS = "applications";

    private static final Duration REUSED_FOR = LIFE.minusMinutes(2);

    private final SignedTokens tokens;
    private final RevokedServiceTokens revoked;
    private final NoArgGenerator ids;
    private final Clock clock;

    /** Tokens of our own calls, by client and scopes. */
    private final Cache<String, String> own =
            Caffeine.newBuilder().maximumSize(100).expireAfterWrite(REUSED_FOR).build();

    /** What a token of the console was made of. */
    private record AtConsole(PersonAtConsole person, Set<String> scopes) {}

    private final Cache<AtConsole, String> console = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(REUSED_FOR)
            .build();

    ServiceTokenIssuer(SignedTokens tokens, RevokedServiceTokens revoked, NoArgGenerator ids, Clock clock) {
        this.tokens = tokens;
        this.revoked = revoked;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a service token says. */
    record ServiceClaims(String clientId, Set<String> scopes, String jti, JwtClaims claims, Instant expiresAt) {
        ServiceClaims {
            scopes = Set.copyOf(scopes);
        }
    }

    @Override
    public String issue(String clientId, Set<String> scopes) {
        return own.get(clientId + " " + Scopes.write(scopes), key -> issueNew(clientId, scopes));
    }

    @Override
    public String issue(PersonAtConsole person, Set<String> scopes) {
        return console.get(new AtConsole(person, Set.copyOf(scopes)), key -> {
            var claims = claims(person.subject(), CONSOLE, scopes);
            var applications = person.applications();
            if (applications != null) {
                claims.setClaim("act", Map.of("sub", CONSOLE));
                claims.setStringListClaim(APPLICATIONS, applications);
            }
            return sign(claims);
        });
    }

    /** A token made for this request. */
    String issueNew(String clientId, Set<String> scopes) {
        return sign(claims(clientId, clientId, scopes));
    }

    private JwtClaims claims(String subject, String clientId, Set<String> scopes) {
        var claims = new JwtClaims();
        claims.setJwtId(ids.generate().toString());
        claims.setSubject(subject);
        claims.setAudience("jit");
        claims.setClaim("token_use", "service");
        claims.setClaim("client_id", clientId);
        claims.setClaim("scope", Scopes.write(scopes));
        return claims;
    }

    private String sign(JwtClaims claims) {
        var now = clock.instant();
        return tokens.sign(claims, now, now.plus(LIFE));
    }

    /** The content of a service token that is good and not revoked. */
    Optional<ServiceClaims> verify(String token) {
        return tokens.verify(token).flatMap(ServiceTokenIssuer::read).filter(claims -> !revoked.contains(claims.jti()));
    }

    private static Optional<ServiceClaims> read(SignedTokens.Good good) {
        var claims = good.claims();
        try {
            var named = claims.getSubject() != null && claims.getJwtId() != null && claims.hasClaim("scope");
            if (!named
                    || !"service".equals(claims.getClaimValue("token_use"))
                    || !claims.getAudience().equals(List.of("jit"))) {
                return Optional.empty();
            }
            return Optional.of(new ServiceClaims(
                    claims.getSubject(),
                    Scopes.parse(claims.getStringClaimValue("scope")),
                    claims.getJwtId(),
                    claims,
                    good.expiresAt()));
        } catch (MalformedClaimException e) {
            return Optional.empty();
        }
    }
}
