package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.OrganizationId;

/**
 * One reading of a whole organization and what came of it.
 *
 * @param stage the last it reached
 * @param dryRun whether it only says what it would do
 * @param losingAccess of a dry or held run, how many of the people it would remove may sign in now; null if nobody would be removed, or
 *     permission-service could not be asked
 * @param problem why it failed or waits, as RFC 9457 has it
 */
record SyncRun(
        UUID runId,
        OrganizationId organizationId,
        RunStatus status,
        Stage stage,
        boolean dryRun,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Calls calls,
        Counts departments,
        Counts members,
        List<Warning> warnings,
        @Nullable Integer losingAccess,
        @Nullable JsonNode problem) {
    SyncRun {
        warnings = List.copyOf(warnings);
    }

    /**
     * Calls to Feishu's contact API.
     *
     * @param made all of them
     * @param lowerBound the fewest that could have sufficed
     * @param extra why there were more
     * @param throttled answered by Feishu with "too many"
     */
    record Calls(int made, int lowerBound, List<Extra> extra, int throttled) {
        static final Calls NONE = new Calls(0, 0, List.of(), 0);

        Calls {
            extra = List.copyOf(extra);
        }

        /** What the pages read are proof of, where that is more: a run writes its calls down now and then. */
        Calls atLeast(ReadLedger ledger) {
            return ledger.pages() <= made
                    ? this
                    : new Calls(ledger.pages(), Math.max(lowerBound, ledger.lowerBound()), extra, throttled);
        }
    }

    /** Calls beyond the lower bound, for one reason. */
    record Extra(String reason, int count) {}

    /** What became of the records read; {@code removed} were not read, or read as gone. */
    record Counts(int read, int added, int updated, int removed, int unchanged, int setAside) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    /**
     * Something to look at, though the run went on.
     *
     * @param field ours, that Feishu did not send
     * @param permission of Feishu's, that would make it send the field
     */
    record Warning(
            String code, @Nullable String field, @Nullable String permission, int count) {}
}
