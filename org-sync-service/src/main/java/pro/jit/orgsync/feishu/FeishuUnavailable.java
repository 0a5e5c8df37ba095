package pro.jit.orgsync.feishu;

/** Feishu could not be reached, answered 5xx, throttled us for too long, or said something that is not its wire format. */
public final class FeishuUnavailable extends FeishuFailure {
    private static final long serialVersionUID = 1L;

    public FeishuUnavailable(String message) {
        super(message);
    }

    FeishuUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
