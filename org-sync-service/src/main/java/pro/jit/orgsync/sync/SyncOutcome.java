package pro.jit.orgsync.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, or that it waits, as other features may know it.
 *
 * @param at when it ended; when it began, of one that waits
 * @param members how many people it read
 * @param warnings how many things there are to look at
 * @param setupStep the step of the guide that mends its failure, e.g. {@code F5}; null if none does
 * @param detail what went wrong, in English; null if nothing did
 */
public record SyncOutcome(
        RunStatus status,
        Instant at,
        int members,
        int warnings,
        @Nullable String setupStep,
        @Nullable String detail) {}
