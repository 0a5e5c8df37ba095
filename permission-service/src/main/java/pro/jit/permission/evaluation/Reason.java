package pro.jit.permission.evaluation;

import java.util.Locale;

/** Why a decision is what it is. The first six are in the order in which they are looked for. */
public enum Reason {
    /** The organization is unknown, disabled, or of another application. */
    ORGANIZATION_DISABLED,
    MEMBER_NOT_FOUND,
    MEMBER_INACTIVE,
    /** A deny grant is in force. */
    ACCESS_BLOCKED,
    GRANTED,
    /** No grant speaks for the member. */
    NOT_AUTHORIZED,
    UNKNOWN_SUBJECT,
    UNKNOWN_ACTION,
    UNKNOWN_RESOURCE;

    /** As in {@code context.reason}, e.g. {@code not-authorized}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
