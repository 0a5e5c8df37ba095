package pro.jit.permission.access;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.permission.grant.Grant;

/** Announces what the clock alone changes: grants that begin or end. One replica at a time; what was missed while down is caught up. */
@ApplicationScoped
class GrantExpiry {
    private final Jdbi jdbi;
    private final AccessChanges changes;
    private final Clock clock;

    GrantExpiry(Jdbi jdbi, AccessChanges changes, Clock clock) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.clock = clock;
    }

    /** How often it is looked whether the time of a grant has begun or ended. */
    @Scheduled(every = "${jit.permission.expiry.every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    void announce() {
        jdbi.useTransaction(handle -> {
            AccessChanges.awaitClockTurn(handle);
            announce(handle, clock.instant());
        });
    }

    private void announce(Handle handle, Instant now) {
        var since = AccessChanges.announcedUntil(handle, now);
        if (!since.isBefore(now)) {
            return;
        }
        var reaches =
                crossing(handle, since, now).stream().map(Reach.OfGrant::new).toList();
        changes.during(handle, reaches, "grant-changed", now, () -> handle.createUpdate(
                        "update announced_time set announced_until = :now")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    private static List<Grant> crossing(Handle handle, Instant since, Instant now) {
        return handle.createQuery("select " + Grant.COLUMNS + """
                         from access_grant
                        where valid_from > :since and valid_from <= :now or valid_until > :since and valid_until <= :now
                        """)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> Grant.of(row))
                .list();
    }
}
