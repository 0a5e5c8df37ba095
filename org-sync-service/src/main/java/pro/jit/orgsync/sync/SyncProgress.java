package pro.jit.orgsync.sync;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param departmentsRead departments that Feishu has named so far
 * @param peopleRead people listed so far; whoever is in two departments is listed twice
 * @param listsRead departments whose people have been read to the end
 * @param listsKnown departments whose people have to be read, as far as is known; before {@code reading_members} 0
 * @param changesFound differences to be applied; before {@code applying} 0
 * @param changesApplied how many of them have been
 * @param calls made to Feishu so far, and the fewest that can have been enough for it
 * @param secondsLeft until everything is read, at the pace so far; null while that cannot be said
 */
record SyncProgress(
        UUID runId,
        RunStatus status,
        Stage stage,
        int departmentsRead,
        int peopleRead,
        int listsRead,
        int listsKnown,
        int changesFound,
        int changesApplied,
        SyncRun.Calls calls,
        @Nullable Long secondsLeft) {
    /** The same, with the calls that are known by another way. */
    SyncProgress with(SyncRun.Calls known) {
        return new SyncProgress(
                runId,
                status,
                stage,
                departmentsRead,
                peopleRead,
                listsRead,
                listsKnown,
                changesFound,
                changesApplied,
                known,
                secondsLeft);
    }
}
