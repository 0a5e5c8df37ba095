package pro.jit.permission.evaluation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the last request of somebody who is refused stands.
 *
 * @param status {@code open} or {@code declined}
 * @param note what the administrator wrote; null without one, and while it is open
 * @param askAgainAt from when another request is taken; null while one is open
 */
public record AccessRequestStanding(
        String status,
        Instant askedAt,
        @Nullable String note,
        @Nullable Instant askAgainAt) {}
