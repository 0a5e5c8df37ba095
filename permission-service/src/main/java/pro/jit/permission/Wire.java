package pro.jit.permission;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.problem.ProblemException;

/** Values as they come in parameters and bodies. */
public final class Wire {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Wire() {}

    /** A UUID in its one usual form; empty for anything else. */
    public static Optional<UUID> uuid(String value) {
        try {
            var id = UUID.fromString(value);
            return id.toString().equalsIgnoreCase(value) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An RFC 3339 time from 1970 to 9999, to the microsecond; empty for anything else. */
    public static Optional<Instant> time(String value) {
        try {
            var time = OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MICROS);
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The application a path names; one that no address can hold is not found. */
    public static ApplicationId application(String orgId, String appId) {
        return ApplicationId.parse(orgId + "/" + appId)
                .orElseThrow(() -> ProblemException.notFound("No application can have this address."));
    }

    /** A path segment that is an id; anything else names nothing, so it is not found. */
    public static UUID pathId(String value) {
        return uuid(value).orElseThrow(() -> ProblemException.notFound("Nothing has this id."));
    }

    /** A query parameter that is an id; null without one. */
    public static @Nullable UUID queryId(String name, @Nullable String value) {
        return value == null ? null : uuid(value).orElseThrow(() -> ProblemException.invalid(name, "is not a UUID"));
    }

    /** A query parameter that is a name to look for; null without one. */
    public static @Nullable String queryName(String name, @Nullable String value) {
        if (value != null && !NAME.matcher(value).matches()) {
            throw ProblemException.invalid(name, "is not a name");
        }
        return value;
    }

    /** A query parameter that is a time; null without one. */
    public static @Nullable Instant queryTime(String name, @Nullable String value) {
        return value == null
                ? null
                : time(value).orElseThrow(() -> ProblemException.invalid(name, "is not an RFC 3339 time"));
    }
}
