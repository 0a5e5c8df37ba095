package pro.jit.orgsync.organization;

import org.jspecify.annotations.Nullable;

/**
 * By what a push of Feishu's to an organization is known to be one.
 *
 * @param encryptKey in the clear; null when none is kept
 * @param verificationToken in the clear; null when none is kept
 * @param tenantKey the company; null while Feishu has not told it
 */
public record EventSecrets(
        boolean active,
        EventDelivery delivery,
        String feishuAppId,
        @Nullable String encryptKey,
        @Nullable String verificationToken,
        @Nullable String tenantKey) {
    @Override
    public String toString() {
        return "EventSecrets[" + feishuAppId + "]";
    }
}
