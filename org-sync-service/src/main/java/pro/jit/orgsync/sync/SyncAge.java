package pro.jit.orgsync.sync;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * How long ago the active organization that has waited longest was last synchronized, in seconds: {@code jit_sync_age_seconds}, since its creation
 * where it never was; and how many runs wait for approval: {@code jit_sync_runs_held}. Looked at every 30 s; nothing is said while the database is
 * away.
 */
@ApplicationScoped
class SyncAge {
    private record Seen(double seconds, double held) {
        static final Seen NOTHING = new Seen(Double.NaN, Double.NaN);
    }

    private final Jdbi jdbi;
    private volatile Seen seen = Seen.NOTHING;

    SyncAge(Jdbi jdbi, MeterRegistry meters) {
        this.jdbi = jdbi;
        Gauge.builder("jit_sync_age_seconds", this, its -> its.seen.seconds())
                .description("Time since the last synchronization of the active organization that has waited longest")
                .register(meters);
        Gauge.builder("jit_sync_runs_held", this, its -> its.seen.held())
                .description("Synchronization runs that wait for approval")
                .register(meters);
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        try {
            seen = jdbi.withHandle(handle -> handle.createQuery("""
                            select coalesce(max(extract(epoch from now() - coalesce(last.finished_at, o.created_at))), 0) as seconds,
                                   (select count(*) from sync_run where status = 'awaiting_approval') as held
                            from organization o
                            left join lateral (
                                select r.finished_at from sync_run r
                                where r.organization_id = o.organization_id and not r.dry_run
                                  and r.status in ('succeeded', 'succeeded_with_warnings')
                                order by r.run_id desc limit 1) last on true
                            where o.status = 'active'
                            """)
                    .map((row, context) -> new Seen(row.getDouble("seconds"), row.getDouble("held")))
                    .one());
        } catch (JdbiException e) {
            seen = Seen.NOTHING;
        }
    }
}
