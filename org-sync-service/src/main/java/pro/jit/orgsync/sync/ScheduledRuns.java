package pro.jit.orgsync.sync;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.organization.Schedule;

/**
 * Begins full runs when their schedule says so. Every replica looks; one begins. A time that passed while no replica was there is made up for once.
 * Nothing begins while a run is going on, nor while one waits for approval: what it found would be thrown away.
 */
@ApplicationScoped
class ScheduledRuns {
    private static final Logger LOG = Logger.getLogger(ScheduledRuns.class);

    private final Jdbi jdbi;
    private final Organizations organizations;
    private final Changes changes;
    private final Clock clock;

    ScheduledRuns(Jdbi jdbi, Organizations organizations, Changes changes, Clock clock) {
        this.jdbi = jdbi;
        this.organizations = organizations;
        this.changes = changes;
        this.clock = clock;
    }

    @Scheduled(every = "{jit.sync.schedule-check:PT10S}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        var now = clock.instant();
        organizations.schedules().forEach((id, text) -> Schedule.parse(text)
                .flatMap(schedule -> schedule.after(now))
                .ifPresent(next -> {
                    note(id, text, next);
                    if (isOurs(id, now, next)) {
                        begin(id);
                    }
                }));
    }

    /** A new or changed schedule counts from now on. */
    private void note(OrganizationId id, String schedule, Instant next) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into sync_schedule (organization_id, schedule, next_at) values (:id, :schedule, :next)
                        on conflict (organization_id) do update set schedule = excluded.schedule, next_at = excluded.next_at
                        where sync_schedule.schedule <> excluded.schedule
                        """)
                .bind("id", id.value())
                .bind("schedule", schedule)
                .bind("next", next)
                .execute());
    }

    /** Whether the time has come, and no other replica has taken it. */
    private boolean isOurs(OrganizationId id, Instant now, Instant next) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "update sync_schedule set next_at = :next where organization_id = :id and next_at <= :now")
                        .bind("next", next)
                        .bind("id", id.value())
                        .bind("now", now)
                        .execute())
                > 0;
    }

    private void begin(OrganizationId id) {
        try {
            var begun = changes.ofEverything(id);
            LOG.infof(
                    begun
                            ? "scheduled sync run begun  organizationId=%s"
                            : "scheduled sync run left out, one is going on or waits for approval  organizationId=%s",
                    id);
        } catch (RuntimeException e) {
            LOG.errorf(e, "scheduled sync run not begun  organizationId=%s", id);
        }
    }
}
