package pro.jit.gateway.openid;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pro.jit.gateway.session.LiveSessions;

/** Gives a relying party a code for a member who is in. */
@Singleton
class IssueCode {
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final Jdbi jdbi;
    private final AuthorizationRepository authorizations;
    private final LiveSessions sessions;
    private final NoArgGenerator ids;
    private final SecureRandom random;
    private final Clock clock;

    IssueCode(
            Jdbi jdbi,
            AuthorizationRepository authorizations,
            LiveSessions sessions,
            NoArgGenerator ids,
            SecureRandom random,
            Clock clock) {
        this.jdbi = jdbi;
        this.authorizations = authorizations;
        this.sessions = sessions;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** The code; empty when the session has ended meanwhile. */
    Optional<String> issue(AuthorizationRequest request, String sid) {
        var code = OpaqueToken.create(random);
        var now = clock.instant();
        var authorization = new Authorization(
                ids.generate().toString(),
                request.clientId(),
                sid,
                request.scopes(),
                request.nonce(),
                request.redirectUri(),
                request.codeChallenge(),
                now.plus(LIFE),
                null,
                null);
        return jdbi.inTransaction(handle -> sessions.lock(handle, sid).map(session -> {
            authorizations.insert(handle, authorization, code, now);
            return code.value();
        }));
    }
}
