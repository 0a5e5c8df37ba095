package pro.jit.gateway.application;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How the Feishu client is asked who it is. */
public enum LoginMode {
    /** By a redirect to Feishu's authorize page, which needs no confirmation there. */
    @JsonProperty("redirect")
    REDIRECT,
    /** By a page that calls the client's JavaScript bridge. */
    @JsonProperty("bridge")
    BRIDGE;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LoginMode of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
