package pro.jit.permission.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Removes what is older than it is to be kept, a thousand rows in a transaction, one replica at a time. Nothing else removes from the record. */
@ApplicationScoped
class RecordPruning {
    private static final Logger LOG = Logger.getLogger(RecordPruning.class);
    private static final long LOCK = 0x6a69745f707275L;
    private static final int AT_ONCE = 1_000;
    private static final Duration SHORTEST = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final RecordConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    RecordPruning(Jdbi jdbi, RecordConfig config, MeterRegistry meters, Clock clock) {
        this.jdbi = jdbi;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** A record that forgets within hours is a mistake; better not to start. */
    void check(@Observes StartupEvent started) {
        if (config.keepDecisions().compareTo(SHORTEST) < 0
                || config.keepChanges().compareTo(SHORTEST) < 0) {
            throw new IllegalStateException(
                    "JIT_PERMISSION_RECORD_KEEP_DECISIONS and JIT_PERMISSION_RECORD_KEEP_CHANGES must be at least P1D");
        }
    }

    /** How often what is older is removed from the record. */
    @Scheduled(
            every = "${jit.permission.record.prune-every:1h}",
            delayed = "2m",
            concurrentExecution = ConcurrentExecution.SKIP)
    void prune() {
        prune("decision_record", "decision_id", config.keepDecisions());
        prune("change_record", "change_id", config.keepChanges());
    }

    private void prune(String table, String id, Duration keep) {
        var removed = 0;
        int some;
        do {
            some = pruneSome(table, id, keep);
            removed += some;
        } while (some == AT_ONCE);
        if (removed > 0) {
            meters.counter("jit_record_pruned", "table", table).increment(removed);
            LOG.infof("record pruned  table=%s count=%d", table, removed);
        }
    }

    private int pruneSome(String table, String id, Duration keep) {
        return jdbi.inTransaction(handle -> {
            var mine = handle.createQuery("select pg_try_advisory_xact_lock(:lock)")
                    .bind("lock", LOCK)
                    .mapTo(Boolean.class)
                    .one();
            if (!mine) {
                return 0;
            }
            handle.execute("set local jit.pruning_the_record = 'on'");
            return handle.createUpdate("delete from %s where %s in (select %s from %s where at < :before limit :atOnce)"
                            .formatted(table, id, id, table))
                    .bind("before", Times.offset(clock.instant().minus(keep)))
                    .bind("atOnce", AT_ONCE)
                    .execute();
        });
    }
}
