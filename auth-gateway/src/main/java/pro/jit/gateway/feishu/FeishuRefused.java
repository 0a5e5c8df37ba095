package pro.jit.gateway.feishu;

import org.jspecify.annotations.Nullable;

/** Feishu did not say who the person is. Keeps its number, log id and help page, never its body. */
public final class FeishuRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final FeishuFailure failure;
    private final long code;
    private final @Nullable String logId;
    private final @Nullable String helpUrl;

    FeishuRefused(FeishuFailure failure, long code, @Nullable String logId, @Nullable String helpUrl) {
        super(failure + " " + code);
        this.failure = failure;
        this.code = code;
        this.logId = logId;
        this.helpUrl = helpUrl;
    }

    /** No whole, understandable answer. */
    static FeishuRefused unavailable(@Nullable String logId) {
        return new FeishuRefused(FeishuFailure.UNAVAILABLE, 0, logId, null);
    }

    public FeishuFailure failure() {
        return failure;
    }

    /** Feishu's number; 0 where there was none. */
    public long code() {
        return code;
    }

    /** Feishu's trace id, for its support. */
    public @Nullable String logId() {
        return logId;
    }

    /** Feishu's page about it, where it names one. */
    public @Nullable String helpUrl() {
        return helpUrl;
    }
}
