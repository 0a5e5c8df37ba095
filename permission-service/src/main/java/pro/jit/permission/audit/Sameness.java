package pro.jit.permission.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What identical decisions have in common: the first half of the SHA-256 of whatever makes them identical. */
final class Sameness {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private Sameness() {}

    /** The same answer to the same question of the same caller, within one minute of the clock. */
    static UUID ofRefusal(Caller caller, DecisionRecord.Entry entry, Instant at) {
        return of(
                "refusal",
                whole(MINUTE, at),
                caller.clientId(),
                entry.application().toString(),
                text(entry.organizationId()),
                entry.subjectType(),
                entry.subjectId(),
                entry.action(),
                entry.reason());
    }

    /** The same member in the same application on one day (UTC), however and by whom it was asked. */
    static UUID ofPermit(DecisionRecord.Entry entry, Instant at) {
        return of(
                "permit",
                whole(DAY, at),
                entry.application().toString(),
                text(entry.organizationId()),
                text(entry.memberId()));
    }

    private static UUID of(String... parts) {
        var hash = sha256();
        for (var part : parts) {
            // None of them can hold a NUL, so that no two lists of parts read alike.
            hash.update(part.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
        }
        var digest = ByteBuffer.wrap(hash.digest());
        return new UUID(digest.getLong(), digest.getLong());
    }

    private static String whole(Duration unit, Instant at) {
        return Long.toString(at.getEpochSecond() / unit.toSeconds());
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
