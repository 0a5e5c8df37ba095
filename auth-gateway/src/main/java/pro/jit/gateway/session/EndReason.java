package pro.jit.gateway.session;

import java.util.Locale;

/** Why a session ended. */
public enum EndReason {
    LOGOUT,
    ADMINISTRATOR,
    REFRESH_REUSE,
    ACCESS_REVOKED,
    REEVALUATION_DENIED,
    ORGANIZATION_DISABLED,
    APPLICATION_REMOVED,
    REPLACED,
    EXPIRED;

    /** As in the API and the events. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
