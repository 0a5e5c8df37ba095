package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How far runs are, of whatever replica: from what they write down as they go. */
@ApplicationScoped
class ProgressRepository {
    private final Jdbi jdbi;
    private final ReadingRepository readings;
    private final Clock clock;

    ProgressRepository(Jdbi jdbi, ReadingRepository readings, Clock clock) {
        this.jdbi = jdbi;
        this.readings = readings;
        this.clock = clock;
    }

    SyncProgress of(SyncRun run) {
        var written = written(run);
        return run.status() == RunStatus.RUNNING
                ? written.with(run.calls().atLeast(readings.ledger(run.runId())))
                : written;
    }

    private SyncProgress written(SyncRun run) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(sum(records) filter (where kind in ('tree', 'level')), 0) as departments_read,
                               coalesce(sum(records) filter (where kind = 'people'), 0) as people_read,
                               count(*) filter (where kind = 'people' and state <> 'open') as lists_read,
                               count(*) filter (where kind = 'people') as lists_known,
                               (select count(*) from sync_change where run_id = :run and :applying and kind <> 'set_aside') as found,
                               (select count(*) from sync_change where run_id = :run and :applying and applied) as applied
                        from sync_reading where run_id = :run
                        """)
                .bind("run", run.runId())
                .bind("applying", run.stage() == Stage.APPLYING)
                .map((row, context) -> new SyncProgress(
                        run.runId(),
                        run.status(),
                        run.stage(),
                        row.getInt("departments_read"),
                        row.getInt("people_read"),
                        row.getInt("lists_read"),
                        row.getInt("lists_known"),
                        row.getInt("found"),
                        row.getInt("applied"),
                        run.calls(),
                        secondsLeft(run, row.getInt("lists_read"), row.getInt("lists_known"))))
                .one());
    }

    private @Nullable Long secondsLeft(SyncRun run, int read, int known) {
        if (run.stage() != Stage.READING_MEMBERS || read == 0) {
            return null;
        }
        var spent = Duration.between(run.startedAt(), clock.instant());
        return spent.multipliedBy(known - read).dividedBy(read).toSeconds();
    }
}
