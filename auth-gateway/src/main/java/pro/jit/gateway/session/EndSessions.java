package pro.jit.gateway.session;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.ApplicationRemoved;

/** Ends sessions, here at once and on the other replicas through the sessions topic. */
@ApplicationScoped
public class EndSessions {
    private static final Logger LOG = Logger.getLogger(EndSessions.class);

    private static final int BATCH = 500;

    private final Jdbi jdbi;
    private final SessionRepository sessions;
    private final SessionEvents events;
    private final RevocationSet revocations;
    private final SessionEventRelay relay;
    private final Clock clock;

    EndSessions(
            Jdbi jdbi,
            SessionRepository sessions,
            SessionEvents events,
            RevocationSet revocations,
            SessionEventRelay relay,
            Clock clock) {
        this.jdbi = jdbi;
        this.sessions = sessions;
        this.events = events;
        this.revocations = revocations;
        this.relay = relay;
        this.clock = clock;
    }

    /** Ends one session; false if it was not live. */
    public boolean one(String sid, EndReason reason) {
        return uuid(sid)
                .map(id -> !end(handle -> sessions.find(handle, id).stream().toList(), session -> true, reason)
                        .isEmpty())
                .orElse(false);
    }

    /** Ends the sessions of an application, or of one of its organizations or members where given; answers how many. */
    public int all(
            String orgId, String appId, @Nullable String organizationId, @Nullable String memberId, EndReason reason) {
        return where(orgId, appId, organizationId, memberId, session -> true, reason);
    }

    int where(
            String orgId,
            String appId,
            @Nullable String organizationId,
            @Nullable String memberId,
            Predicate<Session> condition,
            EndReason reason) {
        return end(handle -> sessions.live(handle, orgId, appId, organizationId, memberId), condition, reason)
                .size();
    }

    void applicationRemoved(@Observes ApplicationRemoved removed) {
        all(removed.orgId(), removed.appId(), null, null, EndReason.APPLICATION_REMOVED);
    }

    /** Ends the sessions whose time is over, so that whoever follows them hears of it. */
    @Scheduled(every = "30s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void expired() {
        int ended;
        do {
            ended = end(handle -> sessions.expired(handle, clock.instant(), BATCH), session -> true, EndReason.EXPIRED)
                    .size();
        } while (ended == BATCH);
    }

    private List<Session> end(
            Function<Handle, List<Session>> candidates, Predicate<Session> condition, EndReason reason) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var ended = jdbi.inTransaction(handle -> {
            var done = new ArrayList<Session>();
            for (var candidate : candidates.apply(handle)) {
                if (condition.test(candidate)) {
                    sessions.end(handle, UUID.fromString(candidate.sid()), reason, now)
                            .ifPresent(session -> {
                                events.ended(handle, session, now);
                                done.add(session);
                            });
                }
            }
            return done;
        });
        for (var session : ended) {
            revocations.end(session.sid());
            LOG.infof(
                    "session ended orgId=%s appId=%s memberId=%s reason=%s",
                    session.orgId(), session.appId(), session.memberId(), reason.wire());
        }
        relay.nudge();
        return ended;
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
