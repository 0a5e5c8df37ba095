package pro.jit.orgsync.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How Feishu tells us of changes between runs. */
public enum EventDelivery {
    WEBHOOK,
    LONG_CONNECTION,
    NONE;

    /** As on the wire and in the database. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<EventDelivery> of(String id) {
        return Arrays.stream(values())
                .filter(delivery -> delivery.id().equals(id))
                .findFirst();
    }
}
