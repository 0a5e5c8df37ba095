package pro.jit.orgsync.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether people of an organization may sign in; a deleted one is only a memory. */
public enum OrganizationStatus {
    ACTIVE,
    DISABLED,
    DELETED;

    /** As on the wire and in the database. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
