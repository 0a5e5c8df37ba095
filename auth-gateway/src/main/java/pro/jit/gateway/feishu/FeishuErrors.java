package pro.jit.gateway.feishu;

/** The one table from Feishu's numbers to what they mean (token endpoints v1, v2 and v3, user_info, gateway). */
final class FeishuErrors {
    private FeishuErrors() {}

    /** What a non-zero {@code code} means; one we do not know is an answer we do not understand. */
    static FeishuFailure meaning(long code) {
        return switch (Math.clamp(code, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
            case 20003, 20004, 20024, 20026, 20037, 20049, 20064, 20065, 20073 -> FeishuFailure.CODE_REJECTED;
            // user_info refuses the token it was given a moment ago: starting again is all that helps
            case 20005, 99991668, 99991677, 99991679 -> FeishuFailure.CODE_REJECTED;
            case 20001, 20029, 20036, 20063, 20067, 20068, 20070, 20071, 20074 -> FeishuFailure.OUR_FAULT;
            case 20002, 20009, 20042, 20046, 20048, 20069 -> FeishuFailure.CREDENTIALS_REJECTED;
            case 10003, 10012, 10013, 10014, 10015 -> FeishuFailure.CREDENTIALS_REJECTED;
            case 99991401,
                    99991543,
                    99991661,
                    99991662,
                    99991663,
                    99991664,
                    99991665,
                    99991671,
                    99991672,
                    99991673,
                    99991676 -> FeishuFailure.CREDENTIALS_REJECTED;
            case 20010 -> FeishuFailure.OUTSIDE_AVAILABILITY;
            case 20008, 20021, 20022, 20023, 20066 -> FeishuFailure.MEMBER_INACTIVE;
            default -> FeishuFailure.UNAVAILABLE;
        };
    }
}
