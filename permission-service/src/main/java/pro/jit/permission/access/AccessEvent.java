package pro.jit.permission.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code jit.permission.access} says ({@code permission.access.v1}).
 *
 * @param organizationId null when the whole application is meant
 * @param memberId null when everyone of the organization is meant
 * @param roles those the member has now; none after a loss
 * @param reason that of the decision, or what changed
 */
record AccessEvent(
        String orgId,
        String appId,
        @Nullable UUID organizationId,
        @Nullable UUID memberId,
        List<String> roles,
        String reason,
        Instant changedAt) {
    AccessEvent {
        roles = List.copyOf(roles);
    }
}
