package pro.jit.gateway.session;

import java.util.Locale;

/** Why a session ended before its time. */
public enum EndReason {
    LOGOUT,
    ADMINISTRATOR,
    REFRESH_REUSE,
    ACCESS_REVOKED,
    REEVALUATION_DENIED,
    ORGANIZATION_DISABLED,
    APPLICATION_REMOVED,
    REPLACED;

    /** As in the API and the events. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
