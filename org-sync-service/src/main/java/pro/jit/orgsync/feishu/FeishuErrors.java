package pro.jit.orgsync.feishu;

/** Feishu's error codes, sorted by what is to be done about them. */
public enum FeishuErrors {
    /** App id unknown or malformed. */
    APP_UNKNOWN,
    /** App Secret wrong. */
    SECRET_WRONG,
    /** App disabled, not installed, or not in use in the tenant. */
    APP_NOT_IN_USE,
    /** The access token is no longer good. */
    TOKEN_INVALID,
    /** The app lacks a permission. */
    PERMISSION_MISSING,
    /** Outside the app's data range. */
    OUT_OF_RANGE,
    /** No such person or department. */
    UNKNOWN_ID,
    /** Too many departments to list recursively. */
    TOO_LARGE,
    /** A page token that is good no more. */
    PAGE_TOKEN_INVALID,
    /** Too many requests. */
    THROTTLED,
    /** Feishu's own trouble. */
    INTERNAL,
    /** Anything else. */
    OTHER;

    /** What {@code code} means (feishu-contract: tokens, contacts, gateway). */
    public static FeishuErrors of(int code) {
        return switch (code) {
            case 10003 -> APP_UNKNOWN;
            case 10014, 10015, 99991543 -> SECRET_WRONG;
            case 10012, 10013, 99991662, 99991673, 212100 -> APP_NOT_IN_USE;
            case 99991663, 99991664, 99991665, 99991668, 99991671, 99991677 -> TOKEN_INVALID;
            case 99991672, 99991676, 99991679, 1184001 -> PERMISSION_MISSING;
            case 40004, 40014, 40157, 40161, 41050 -> OUT_OF_RANGE;
            case 40008, 40015, 41012, 99992351, 99992352, 99992357, 99992360, 99992361, 99992364, 99992380, 99992381 ->
                UNKNOWN_ID;
            case 40162, 43010 -> TOO_LARGE;
            case 40012 -> PAGE_TOKEN_INVALID;
            case 99991400, 1000004, 1000005 -> THROTTLED;
            case 40003, 20050, 20072 -> INTERNAL;
            default -> OTHER;
        };
    }
}
