package pro.jit.sandbox.event;

import java.util.Arrays;
import java.util.Locale;

/** How an app gets its events. */
public enum EventMode {
    /** Not at all. */
    NONE,
    /** Posted to its request URL. */
    WEBHOOK,
    /** Through the WebSocket that the app keeps open. */
    LONG_CONNECTION;

    /** As the control API spells it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of this spelling. */
    public static EventMode of(String wire) {
        return Arrays.stream(values())
                .filter(mode -> mode.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("mode is one of webhook, long_connection, none"));
    }
}
