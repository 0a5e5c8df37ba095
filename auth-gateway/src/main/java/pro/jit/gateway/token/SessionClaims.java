package pro.jit.gateway.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session token says.
 *
 * @param sid the session
 * @param memberId {@code sub}
 * @param orgId the Jit developer team in the address
 * @param appId the Jit application in the address; {@code aud} is {@code orgId/appId}
 * @param organizationId the Feishu organization the member belongs to
 * @param amr how they signed in: {@code feishu_workspace}, {@code feishu_qr} or {@code feishu_browser}
 * @param roles the member's roles in the application when the token was issued
 * @param name display name
 * @param picture avatar address
 * @param authTime when Feishu said who they are
 */
public record SessionClaims(
        String sid,
        String memberId,
        String orgId,
        String appId,
        String organizationId,
        List<String> amr,
        List<String> roles,
        @Nullable String name,
        @Nullable String picture,
        FeishuIdentity feishu,
        Instant authTime) {
    public SessionClaims {
        amr = List.copyOf(amr);
        roles = List.copyOf(roles);
    }

    /** The {@code feishu} claim: the person as Feishu names them. */
    public record FeishuIdentity(
            String openId,
            @Nullable String unionId,
            @Nullable String userId,
            String tenantKey) {}
}
