package pro.jit.permission.directory;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Rebuilds in the database: whoever asks for one writes it down, whichever replica is free works on it. */
@ApplicationScoped
class Rebuilds {
    private final Jdbi jdbi;
    private final NoArgGenerator ids;
    private final Clock clock;

    Rebuilds(Jdbi jdbi, NoArgGenerator ids, Clock clock) {
        this.jdbi = jdbi;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a rebuild did to the tables. */
    record Counts(long added, long corrected, long removed, long withheld) {
        Counts plus(Counts other) {
            return new Counts(
                    added + other.added,
                    corrected + other.corrected,
                    removed + other.removed,
                    withheld + other.withheld);
        }
    }

    /** Empty if one is running. */
    Optional<Rebuild> start(String requestedBy, boolean allowRemovals) {
        var id = ids.generate();
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            insert into directory_rebuild (rebuild_id, status, stage, allow_removals, requested_by, started_at)
                            values (:id, 'running', 'reading', :allowRemovals, :requestedBy, :now)
                            on conflict do nothing
                            """)
                    .bind("id", id)
                    .bind("allowRemovals", allowRemovals)
                    .bind("requestedBy", requestedBy)
                    .bind("now", now())
                    .execute();
            return handle.createQuery("select * from directory_rebuild where rebuild_id = :id")
                    .bind("id", id)
                    .map((row, context) -> of(row))
                    .findOne();
        });
    }

    Optional<Rebuild> latest() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from directory_rebuild order by started_at desc limit 1")
                        .map((row, context) -> of(row))
                        .findOne());
    }

    Optional<Rebuild> running() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from directory_rebuild where status = 'running'")
                .map((row, context) -> of(row))
                .findOne());
    }

    void progress(Handle handle, UUID id, String stage, long read, long total) {
        handle.createUpdate("""
                        update directory_rebuild set stage = :stage, records_read = :read, records_total = :total
                         where rebuild_id = :id
                        """)
                .bind("stage", stage)
                .bind("read", read)
                .bind("total", total)
                .bind("id", id)
                .execute();
    }

    void done(Handle handle, UUID id, Counts counts) {
        handle.createUpdate("""
                        update directory_rebuild
                           set added = :added, corrected = :corrected, removed = :removed, removals_withheld = :withheld
                         where rebuild_id = :id
                        """)
                .bind("added", counts.added())
                .bind("corrected", counts.corrected())
                .bind("removed", counts.removed())
                .bind("withheld", counts.withheld())
                .bind("id", id)
                .execute();
    }

    /** Ends it; with a problem it has failed. */
    void finish(UUID id, @Nullable String problem) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update directory_rebuild set status = :status, finished_at = :now, problem = :problem
                         where rebuild_id = :id and status = 'running'
                        """)
                .bind("status", problem == null ? "succeeded" : "failed")
                .bind("now", now())
                .bind("problem", problem)
                .bind("id", id)
                .execute());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Rebuild of(ResultSet row) throws SQLException {
        return new Rebuild(
                row.getObject("rebuild_id", UUID.class),
                row.getString("status"),
                row.getString("stage"),
                row.getBoolean("allow_removals"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"),
                row.getLong("records_read"),
                row.getLong("records_total"),
                row.getLong("added"),
                row.getLong("corrected"),
                row.getLong("removed"),
                row.getLong("removals_withheld"),
                row.getString("problem"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
