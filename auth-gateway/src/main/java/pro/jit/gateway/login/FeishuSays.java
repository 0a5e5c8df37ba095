package pro.jit.gateway.login;

import org.jspecify.annotations.Nullable;
import pro.jit.gateway.feishu.FeishuRefused;

/**
 * What Feishu said when it refused a sign-in; for administrators alone.
 *
 * @param code Feishu's error code
 * @param logId finds the request in Feishu's logs
 * @param helpUrl Feishu's page about it
 */
public record FeishuSays(
        long code, @Nullable String logId, @Nullable String helpUrl) {

    /** Null where Feishu said nothing that could be understood. */
    static @Nullable FeishuSays of(FeishuRefused refused) {
        return refused.code() == 0 && refused.logId() == null
                ? null
                : new FeishuSays(refused.code(), refused.logId(), refused.helpUrl());
    }

    /** The step of the set-up guide that mends it; null where none would. */
    @Nullable
    String setupStep() {
        return switch (Math.clamp(code, 0, Integer.MAX_VALUE)) {
            // the redirect address
            case 20029, 20071 -> "F8";
            // not published, not installed, or not for this person
            case 20009, 20010, 20042, 20069, 99991662, 99991673 -> "F9";
            // App ID and App Secret
            case 20002, 20048, 10003, 10014, 10015, 99991543 -> "J3";
            default -> null;
        };
    }
}
