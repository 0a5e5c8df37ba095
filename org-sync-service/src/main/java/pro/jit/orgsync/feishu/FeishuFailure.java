package pro.jit.orgsync.feishu;

/** Feishu did not do what it was asked. */
public abstract sealed class FeishuFailure extends RuntimeException permits FeishuRefused, FeishuUnavailable {
    private static final long serialVersionUID = 1L;

    FeishuFailure(String message) {
        super(message);
    }

    FeishuFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
