package pro.jit.orgsync.feishu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feishu answered, with a {@code code} that is not 0. Keeps what helps an administrator, never the body. */
public final class FeishuRefused extends FeishuFailure {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final @Nullable String logId;
    private final @Nullable String helpUrl;
    private final transient List<String> missingPermissions;

    FeishuRefused(int code, @Nullable String logId, @Nullable String helpUrl, List<String> missingPermissions) {
        super("Feishu refused, code " + code + ", log id " + logId);
        this.code = code;
        this.logId = logId;
        this.helpUrl = helpUrl;
        this.missingPermissions = List.copyOf(missingPermissions);
    }

    /** Feishu's error code. */
    public int code() {
        return code;
    }

    /** What the code means for us. */
    public FeishuErrors reason() {
        return FeishuErrors.of(code);
    }

    /** Feishu's id of the request; null if it gave none. */
    public @Nullable String logId() {
        return logId;
    }

    /** An https page of Feishu about this refusal; null if it named none. */
    public @Nullable String helpUrl() {
        return helpUrl;
    }

    /** Permissions of which one would have sufficed, as Feishu names them; empty if it named none. */
    public List<String> missingPermissions() {
        return missingPermissions;
    }
}
