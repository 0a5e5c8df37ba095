package pro.jit.gateway.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a refused person's own request for access stands.
 *
 * @param open whether it waits for a decision; otherwise it was declined
 * @param note what the administrator wrote
 * @param askAgainAt from when another request is taken; null while one is open
 */
public record AccessRequestStanding(
        boolean open,
        Instant askedAt,
        @Nullable String note,
        @Nullable Instant askAgainAt) {
    /** Reads {@code context.access_request} of a decision; empty for none, and for anything we do not understand. */
    static Optional<AccessRequestStanding> read(JsonNode standing) {
        var open = "open".equals(standing.path("status").asText());
        var askedAt = time(standing.path("asked_at"));
        if ((!open && !"declined".equals(standing.path("status").asText())) || askedAt == null) {
            return Optional.empty();
        }
        var note = standing.path("note");
        return Optional.of(new AccessRequestStanding(
                open,
                askedAt,
                note.isTextual() && !note.textValue().isBlank() ? note.textValue() : null,
                open ? null : time(standing.path("ask_again_at"))));
    }

    private static @Nullable Instant time(JsonNode value) {
        try {
            return value.isTextual() ? OffsetDateTime.parse(value.textValue()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
