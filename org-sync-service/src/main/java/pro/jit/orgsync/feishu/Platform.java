package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which of the two worlds an organization lives in: Feishu in China, Lark abroad. They share a wire format, not a host. */
public enum Platform {
    FEISHU,
    LARK;

    /** As on the wire and in the database: {@code feishu} or {@code lark}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The platform of this id; empty if there is none. */
    public static Optional<Platform> of(String id) {
        return Arrays.stream(values())
                .filter(platform -> platform.id().equals(id))
                .findFirst();
    }
}
