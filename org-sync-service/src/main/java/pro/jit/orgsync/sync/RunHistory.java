package pro.jit.orgsync.sync;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Forgets old runs and what they found, but for the latest of each organization and those that wait. */
@ApplicationScoped
class RunHistory {
    private static final Logger LOG = Logger.getLogger(RunHistory.class);
    private static final int AT_ONCE = 50;

    private final Jdbi jdbi;
    private final SyncConfig config;
    private final Clock clock;

    RunHistory(Jdbi jdbi, SyncConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prune() {
        int forgotten = 0;
        int some;
        do {
            some = pruneSome();
            forgotten += some;
        } while (some == AT_ONCE);
        if (forgotten > 0) {
            LOG.infof("old sync runs forgotten  count=%d", forgotten);
        }
    }

    private int pruneSome() {
        return jdbi.inTransaction(handle -> {
            var old = handle.createQuery("""
                            select run_id from (select run_id, finished_at, row_number() over
                                                    (partition by organization_id order by run_id desc) as place
                                                from sync_run) r
                            where finished_at < :before and place > :latest limit :limit
                            """)
                    .bind("before", clock.instant().minus(config.keepRunsFor()))
                    .bind("latest", config.keepRuns())
                    .bind("limit", AT_ONCE)
                    .mapTo(UUID.class)
                    .list();
            for (var table : new String[] {"sync_change", "sync_run"}) {
                handle.createUpdate("delete from " + table + " where run_id = any (:runs)")
                        .bindArray("runs", UUID.class, old)
                        .execute();
            }
            return old.size();
        });
    }
}
