package pro.jit.permission;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verifies a bearer's token once a minute and not with each request: the signature costs more than a decision. A token is never taken after its
 * {@code exp}; one whose key is withdrawn is taken for a minute more at most, which is how often keys are fetched. In memory, at most
 * {@value #MOST} tokens, cleared when full.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class VerifiedTokens extends JWTCallerPrincipalFactory {
    private static final int MOST = 1_000;
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final DefaultJWTCallerPrincipalFactory verifier = new DefaultJWTCallerPrincipalFactory();
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();
    private final Clock clock;

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    /** A good token, until when it needs no other look. */
    private record Verified(JWTCallerPrincipal principal, Instant until) {}

    /** Who bears the token, if it was verified within the last minute. Waits for nothing. */
    Optional<JWTCallerPrincipal> known(String token) {
        var known = verified.get(token);
        return known != null && clock.instant().isBefore(known.until())
                ? Optional.of(known.principal())
                : Optional.empty();
    }

    /** The client whose service token this is, if it was verified within the last minute and has the scope. Waits for nothing. */
    public Optional<String> client(String token, String scope) {
        return known(token)
                .filter(principal -> ServiceTokens.isService(principal)
                        && principal.getGroups().contains(scope))
                .map(JWTCallerPrincipal::getName);
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        var known = known(token);
        if (known.isPresent()) {
            return known.get();
        }
        var principal = verifier.parse(token, context);
        if (verified.size() >= MOST) {
            verified.clear();
        }
        var expires = Instant.ofEpochSecond(principal.getExpirationTime());
        var until = clock.instant().plus(LIFE);
        verified.put(token, new Verified(principal, expires.isBefore(until) ? expires : until));
        return principal;
    }
}
