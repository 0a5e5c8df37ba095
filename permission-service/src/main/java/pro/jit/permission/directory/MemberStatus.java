package pro.jit.permission.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a person stands in an organization; only an active one may enter. */
public enum MemberStatus {
    ACTIVE,
    NOT_ACTIVATED,
    NOT_JOINED,
    FROZEN,
    RESIGNED,
    OUT_OF_RANGE;

    /** As in events, in answers and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if it is none of ours. */
    public static Optional<MemberStatus> of(String wire) {
        return Arrays.stream(values())
                .filter(status -> status.wire().equals(wire))
                .findFirst();
    }
}
