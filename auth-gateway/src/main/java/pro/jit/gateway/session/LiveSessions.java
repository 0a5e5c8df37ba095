package pro.jit.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Sessions that let their member in right now, as the database knows them: for what is given on the strength of one. */
@ApplicationScoped
public class LiveSessions {
    private final Jdbi jdbi;
    private final SessionRepository sessions;
    private final Clock clock;

    LiveSessions(Jdbi jdbi, SessionRepository sessions, Clock clock) {
        this.jdbi = jdbi;
        this.sessions = sessions;
        this.clock = clock;
    }

    public Optional<Session> find(String sid) {
        return jdbi.withHandle(handle -> sessions.find(handle, UUID.fromString(sid)))
                .filter(session -> session.isLive(clock.instant()));
    }

    /** As {@link #find}; it does not end before the caller's transaction does. */
    public Optional<Session> lock(Handle handle, String sid) {
        return sessions.lock(handle, UUID.fromString(sid)).filter(session -> session.isLive(clock.instant()));
    }

    /** Counts as a visit: it lives for another {@code idle}, within its absolute life. */
    public Session use(Handle handle, Session session, Duration idle) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return sessions.touch(handle, session.sid(), now, now.plus(idle));
    }
}
