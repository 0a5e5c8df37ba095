package pro.jit.orgsync.organization;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.Platform;

/**
 * What the gateway needs to let people of an application sign in with Feishu.
 *
 * @param organizations none where the application uses no Feishu
 */
record LoginConfiguration(String orgId, String appId, List<OrganizationLogin> organizations) {
    LoginConfiguration {
        organizations = List.copyOf(organizations);
    }

    /**
     * One organization's part.
     *
     * @param feishuAppSecret in the clear: the gateway redeems codes with it
     * @param tenantKey the only company accepted; null while Feishu has not told it
     */
    record OrganizationLogin(
            OrganizationId organizationId,
            String title,
            OrganizationStatus status,
            Platform platform,
            String feishuAppId,
            String feishuAppSecret,
            @Nullable String tenantKey,
            @Nullable String tenantName,
            String tokenEndpointGeneration) {
        @Override
        public String toString() {
            return "OrganizationLogin[" + organizationId + "]";
        }
    }
}
