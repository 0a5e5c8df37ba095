package pro.jit.orgsync.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a run does, in this order. */
public enum Stage {
    READING_RANGE,
    READING_DEPARTMENTS,
    READING_MEMBERS,
    COMPARING,
    APPLYING;

    /** As on the wire and in the database. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Stage of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
