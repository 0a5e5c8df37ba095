package pro.jit.orgsync.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a run is. Only a running one works; only one awaiting approval can be approved; the others are over. */
public enum RunStatus {
    RUNNING,
    AWAITING_APPROVAL,
    SUCCEEDED,
    SUCCEEDED_WITH_WARNINGS,
    FAILED,
    CANCELLED;

    /** As on the wire and in the database. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
