package pro.jit.gateway.feishu;

import org.jspecify.annotations.Nullable;

/**
 * What the Feishu flow of one organization needs, from org-sync-service. Holds a secret, so {@code toString} leaves it out.
 *
 * @param tenantKey the company whose accounts may sign in; null as long as nobody knows it
 * @param generation which token endpoint is asked first
 */
public record OrganizationLogin(
        String organizationId,
        String title,
        boolean active,
        Platform platform,
        String feishuAppId,
        String feishuAppSecret,
        @Nullable String tenantKey,
        @Nullable String tenantName,
        TokenEndpoint generation) {
    @Override
    public String toString() {
        return "OrganizationLogin[organizationId=" + organizationId + ", feishuAppId=" + feishuAppId + "]";
    }
}
