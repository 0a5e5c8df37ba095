package pro.jit.orgsync.organization;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.Platform;

/**
 * One Feishu self-built organizational structure inside an application, as everybody with {@code organizations:read} may see it: without secrets.
 *
 * @param feishuAppId Feishu's App ID
 * @param feishuAppSecretSet whether an App Secret is kept; always, until it is deleted
 * @param tenantKey the company at Feishu; null until Feishu has told it, which takes the permission {@code tenant:tenant:readonly}
 * @param schedule when full runs happen by themselves, as {@link Schedule} has it; null for never
 * @param tokenEndpointGeneration which of Feishu's OAuth token endpoints sign-in uses, {@code v2} or {@code v3}
 * @param revision 1 at creation, one more with every change
 * @param firstSyncRunId the run that started with it
 */
public record Organization(
        OrganizationId organizationId,
        String orgId,
        String appId,
        String title,
        Platform platform,
        String feishuAppId,
        boolean feishuAppSecretSet,
        boolean encryptKeySet,
        boolean verificationTokenSet,
        @Nullable String tenantKey,
        @Nullable String tenantName,
        OrganizationStatus status,
        EventDelivery eventDelivery,
        @Nullable String schedule,
        String tokenEndpointGeneration,
        long revision,
        UUID firstSyncRunId,
        Instant createdAt,
        Instant updatedAt) {
    /** The application it belongs to. */
    @JsonIgnore
    public ApplicationId application() {
        return new ApplicationId(orgId, appId);
    }
}
