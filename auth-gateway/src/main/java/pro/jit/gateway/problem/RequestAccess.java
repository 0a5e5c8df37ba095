package pro.jit.gateway.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That the person who is refused may ask for access, and where their last request stands.
 *
 * @param action path the form posts to
 * @param last null where there is none that matters
 * @param now when this is told
 */
public record RequestAccess(String action, @Nullable Last last, Instant now) {
    /**
     * Their last request.
     *
     * @param open whether it waits for a decision; otherwise it was declined
     * @param note what the administrator wrote
     * @param askAgainAt from when another is taken; null where that is not bounded
     */
    public record Last(
            boolean open,
            Instant askedAt,
            @Nullable String note,
            @Nullable Instant askAgainAt) {}

    /** Whether another request would be taken now. */
    public boolean offered() {
        return last == null || (!last.open() && (last.askAgainAt() == null || !now.isBefore(last.askAgainAt())));
    }

    /** How long they have to wait before they may ask again; null where that is not so. */
    public @Nullable Duration untilOffered() {
        return last == null || last.askAgainAt() == null || offered() ? null : Duration.between(now, last.askAgainAt());
    }

    /** As in JSON; null where nothing was asked for. */
    @Nullable
    Map<String, @Nullable Object> json() {
        if (last == null) {
            return null;
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("status", last.open() ? "open" : "declined");
        fields.put("asked_at", last.askedAt());
        fields.put("note", last.note());
        fields.put("ask_again_at", last.askAgainAt());
        return fields;
    }
}
