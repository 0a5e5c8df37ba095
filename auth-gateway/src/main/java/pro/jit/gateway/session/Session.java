package pro.jit.gateway.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.token.SessionClaims;
import pro.jit.gateway.token.SessionClaims.FeishuIdentity;

/**
 * One member signed in to one application on one device.
 *
 * @param amr how: {@code feishu_workspace}, {@code feishu_qr} or {@code feishu_browser}
 * @param device the browser and system, in words
 * @param address where the sign-in came from
 * @param authTime when Feishu said who it is
 * @param tokensIssuedBefore tokens issued before this are refused: their roles are old
 * @param endReason null while it lives; see {@link EndReason}
 */
public record Session(
        String sid,
        String orgId,
        String appId,
        String organizationId,
        String memberId,
        @Nullable String name,
        @Nullable String picture,
        List<String> roles,
        List<String> amr,
        FeishuIdentity feishu,
        @Nullable String device,
        @Nullable String address,
        Instant authTime,
        Instant createdAt,
        Instant lastSeenAt,
        Instant idleExpiresAt,
        Instant absoluteExpiresAt,
        @Nullable Instant tokensIssuedBefore,
        @Nullable Instant endedAt,
        @Nullable String endReason) {
    public Session {
        roles = List.copyOf(roles);
        amr = List.copyOf(amr);
    }

    /** Whether it still lets its member in. */
    public boolean isLive(Instant now) {
        return endedAt == null && now.isBefore(idleExpiresAt) && now.isBefore(absoluteExpiresAt);
    }

    /** What its tokens say. */
    public SessionClaims claims() {
        return new SessionClaims(
                sid, memberId, orgId, appId, organizationId, amr, roles, name, picture, feishu, authTime);
    }
}
