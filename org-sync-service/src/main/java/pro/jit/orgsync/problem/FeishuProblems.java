package pro.jit.orgsync.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.FeishuFailure;
import pro.jit.orgsync.feishu.FeishuRefused;
import pro.jit.orgsync.feishu.FeishuUnavailable;

/** What a failure of Feishu's is called here, and which step of the set-up guide mends it. */
public final class FeishuProblems {
    private FeishuProblems() {}

    /** The problem, once credentials had been accepted before. */
    public static Occurrence of(FeishuFailure failure) {
        return switch (failure) {
            case FeishuRefused refused -> refused(refused);
            case FeishuUnavailable unavailable ->
                Occurrence.of(Problem.FEISHU_UNAVAILABLE, "Feishu did not answer in time, or not in its own format.");
        };
    }

    /** The problem of credentials that are just being tried. */
    public static Occurrence ofCredentials(FeishuFailure failure) {
        return switch (failure) {
            case FeishuRefused refused ->
                Occurrence.of(
                                Problem.CREDENTIALS_INVALID,
                                switch (refused.reason()) {
                                    case APP_UNKNOWN -> "Feishu does not know an app with this App ID.";
                                    case SECRET_WRONG -> "The App Secret does not belong to this App ID.";
                                    case APP_NOT_IN_USE -> "The Feishu app is disabled or not installed in its tenant.";
                                    default -> "Feishu refused the App ID and App Secret.";
                                })
                        .feishu(says(refused), "J3");
            case FeishuUnavailable unavailable -> of(unavailable).feishu(null, "J3");
        };
    }

    private static Occurrence refused(FeishuRefused refused) {
        return switch (refused.reason()) {
            case APP_UNKNOWN, SECRET_WRONG, TOKEN_INVALID ->
                occurrence(
                        Problem.FEISHU_CREDENTIALS_REJECTED, "Feishu no longer accepts the App Secret.", refused, "J3");
            case APP_NOT_IN_USE ->
                occurrence(
                        Problem.FEISHU_CREDENTIALS_REJECTED,
                        "The Feishu app is disabled or not installed in its tenant.",
                        refused,
                        "F9");
            case PERMISSION_MISSING ->
                occurrence(
                                Problem.FEISHU_PERMISSION_MISSING,
                                "The Feishu app lacks a permission; grant it, then publish a version of the app.",
                                refused,
                                "F5")
                        .missing(permissions(refused));
            case OUT_OF_RANGE ->
                occurrence(Problem.FEISHU_REFUSED, "The app's data range does not reach this.", refused, "F7");
            default ->
                occurrence(Problem.FEISHU_REFUSED, "Feishu refused with code " + refused.code() + ".", refused, null);
        };
    }

    private static List<String> permissions(FeishuRefused refused) {
        return refused.missingPermissions().isEmpty()
                ? List.of("contact:contact.base:readonly")
                : refused.missingPermissions();
    }

    private static Occurrence occurrence(Problem problem, String detail, FeishuRefused refused, @Nullable String step) {
        return Occurrence.of(problem, detail).feishu(says(refused), step);
    }

    private static FeishuSays says(FeishuRefused refused) {
        return new FeishuSays(refused.code(), refused.logId(), refused.helpUrl());
    }
}
