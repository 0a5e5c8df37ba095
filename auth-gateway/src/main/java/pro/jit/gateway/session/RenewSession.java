package pro.jit.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.gateway.application.Application;

/** Exchanges a refresh token for a renewed session. */
@ApplicationScoped
public class RenewSession {
    private static final Logger LOG = Logger.getLogger(RenewSession.class);
    /** Parallel tabs send the same token; so long it is no sign of theft. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final SessionRepository sessions;
    private final SessionEvents events;
    private final SessionEventRelay relay;
    private final RevocationSet revocations;
    private final SecureRandom random;
    private final Clock clock;

    RenewSession(
            Jdbi jdbi,
            SessionRepository sessions,
            SessionEvents events,
            SessionEventRelay relay,
            RevocationSet revocations,
            SecureRandom random,
            Clock clock) {
        this.jdbi = jdbi;
        this.sessions = sessions;
        this.events = events;
        this.relay = relay;
        this.revocations = revocations;
        this.random = random;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Renewal {
        /** Renewed. No new refresh token where a parallel request of the same browser has just got it. */
        record Renewed(Session session, Optional<RefreshToken> refreshToken) implements Renewal {}

        /** Unknown token, or the session has ended or expired. */
        record Refused() implements Renewal {}
    }

    /** Renews the session of this token at this application. A token used before ends the session: it is in two hands. */
    public Renewal renew(Application application, String refreshToken) {
        if (refreshToken.length() > 100) {
            return new Renewal.Refused();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var renewal = jdbi.inTransaction(handle -> renew(handle, application, new RefreshToken(refreshToken), now));
        relay.nudge();
        return renewal;
    }

    private Renewal renew(Handle handle, Application application, RefreshToken token, Instant now) {
        var kept = sessions.lockRefreshToken(handle, token).orElse(null);
        if (kept == null
                || !belongs(kept.session(), application)
                || !kept.session().isLive(now)) {
            return new Renewal.Refused();
        }
        var usedAt = kept.usedAt();
        if (usedAt != null && usedAt.plus(GRACE).isBefore(now)) {
            endReused(handle, kept.session(), now);
            return new Renewal.Refused();
        }
        var idle = now.plus(application.session().idle());
        var session = sessions.touch(handle, kept.session().sid(), now, idle);
        if (usedAt != null) {
            return new Renewal.Renewed(session, Optional.empty());
        }
        var next = RefreshToken.create(random);
        sessions.useRefreshToken(handle, token, now);
        sessions.insertRefreshToken(handle, next, session.sid(), now);
        events.refreshed(handle, session, now, null);
        return new Renewal.Renewed(session, Optional.of(next));
    }

    private void endReused(Handle handle, Session session, Instant now) {
        LOG.warnf(
                "refresh token used again, session ended orgId=%s appId=%s memberId=%s",
                session.orgId(), session.appId(), session.memberId());
        sessions.end(handle, UUID.fromString(session.sid()), EndReason.REFRESH_REUSE, now)
                .ifPresent(ended -> events.ended(handle, ended, now));
        revocations.end(session.sid());
    }

    /** The session of a refresh token, without using it: for logout. */
    public Optional<String> sessionOf(Application application, String refreshToken) {
        return jdbi.inTransaction(handle -> sessions.lockRefreshToken(handle, new RefreshToken(refreshToken)))
                .map(SessionRepository.KeptRefreshToken::session)
                .filter(session -> belongs(session, application))
                .map(Session::sid);
    }

    private static boolean belongs(Session session, Application application) {
        return session.orgId().equals(application.orgId()) && session.appId().equals(application.appId());
    }
}
