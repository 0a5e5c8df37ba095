package pro.jit.gateway.accessrequest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom Feishu has confirmed and permission-service has refused for want of a grant. Kept by the browser, encrypted.
 *
 * @param name as Feishu calls them
 * @param startAgain path that asks Feishu, and then permission-service, again
 */
public record Refused(
        String organizationId,
        String openId,
        @Nullable String unionId,
        String tenantKey,
        @Nullable String name,
        String startAgain,
        Instant at) {
    @Override
    public String toString() {
        return "Refused[organizationId=" + organizationId + "]";
    }
}
