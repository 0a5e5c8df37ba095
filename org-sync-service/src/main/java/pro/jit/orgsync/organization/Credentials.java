package pro.jit.orgsync.organization;

import org.jspecify.annotations.Nullable;

/**
 * An organization's secrets, in the clear.
 *
 * @param encryptKey of event pushes; null if none is used
 * @param verificationToken of event pushes; null if none is used
 */
record Credentials(
        String feishuAppSecret,
        @Nullable String encryptKey,
        @Nullable String verificationToken) {
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
