package pro.jit.permission.directory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One rebuild of the directory and how far it is.
 *
 * @param status {@code running}, {@code succeeded} or {@code failed}; a failed one has changed nothing of the organizations it had not come to
 * @param stage {@code reading} the topics, {@code settling} (waiting whether what is only in the tables is told yet), {@code comparing}
 * @param recordsTotal what there is to read; grows with what is told meanwhile
 * @param corrected rows that were not as Kafka tells them
 * @param removed rows Kafka tells nothing of
 * @param removalsWithheld rows that would have been removed, and were not
 * @param problem why it failed: {@code deletion-guard}, {@code topics-missing}, {@code internal-error}; else null
 */
public record Rebuild(
        UUID rebuildId,
        String status,
        String stage,
        boolean allowRemovals,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long recordsRead,
        long recordsTotal,
        long added,
        long corrected,
        long removed,
        long removalsWithheld,
        @Nullable String problem) {}
