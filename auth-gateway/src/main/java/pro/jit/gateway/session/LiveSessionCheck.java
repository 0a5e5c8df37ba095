package pro.jit.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import pro.jit.gateway.problem.Outage;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.token.SessionTokens;
import pro.jit.gateway.token.SessionTokens.Verified;

/** A signature and a look at the revocation set; the database only while the sessions topic cannot be read. */
@ApplicationScoped
class LiveSessionCheck implements SessionCheck {
    private static final Logger LOG = Logger.getLogger(LiveSessionCheck.class);

    private final SessionTokens tokens;
    private final RevocationSet revocations;
    private final SessionTopicReader topic;
    private final SessionRepository sessions;
    private final Jdbi jdbi;
    private final Clock clock;

    LiveSessionCheck(
            SessionTokens tokens,
            RevocationSet revocations,
            SessionTopicReader topic,
            SessionRepository sessions,
            Jdbi jdbi,
            Clock clock) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.topic = topic;
        this.sessions = sessions;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public Optional<Verified> check(String token, String orgId, String appId) {
        return tokens.verify(token)
                .filter(verified -> verified.claims().orgId().equals(orgId)
                        && verified.claims().appId().equals(appId))
                .filter(verified -> !revocations.refuses(verified.claims().sid(), verified.issuedAt()))
                .filter(verified -> !topic.isTooFarBehind() || isLiveInDatabase(verified));
    }

    @Override
    public boolean hasEnded(String sid) {
        return revocations.hasEnded(sid);
    }

    @Override
    public boolean mayBlock() {
        return topic.isTooFarBehind();
    }

    /** Who cannot be looked up is not let in, but not sent to the login either: the session may well be alive. */
    private Optional<Session> inDatabase(UUID sid) {
        try {
            return jdbi.withHandle(handle -> sessions.find(handle, sid));
        } catch (JdbiException e) {
            LOG.warnf("session not checked error=%s", e.getClass().getSimpleName());
            throw new ProblemException(Outage.of("Whether the session has ended cannot be known just now."));
        }
    }

    private boolean isLiveInDatabase(Verified verified) {
        return EndSessions.uuid(verified.claims().sid())
                .flatMap(this::inDatabase)
                .filter(session -> session.isLive(clock.instant()))
                .filter(session -> session.tokensIssuedBefore() == null
                        || !verified.issuedAt().isBefore(session.tokensIssuedBefore()))
                .isPresent();
    }
}
