package pro.jit.sandbox.client;

import java.util.concurrent.atomic.AtomicBoolean;

/** How the Feishu client behaves that the people of the company use. */
public final class FeishuClient {
    private final AtomicBoolean requestAccess = new AtomicBoolean(true);

    /** Whether the client is new enough for {@code tt.requestAccess}; an old one answers errno 103. */
    public boolean supportsRequestAccess() {
        return requestAccess.get();
    }

    /** Makes the client new or old. */
    public void supportRequestAccess(boolean supported) {
        requestAccess.set(supported);
    }
}
