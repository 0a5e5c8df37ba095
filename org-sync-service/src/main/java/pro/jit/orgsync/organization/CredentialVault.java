package pro.jit.orgsync.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.encryption.Encryption;

/** Turns an organization's secrets into what the database keeps, and back. A ciphertext copied to another row or column does not open. */
@ApplicationScoped
class CredentialVault {
    private final Encryption encryption;

    CredentialVault(Encryption encryption) {
        this.encryption = encryption;
    }

    /** The columns that hold a secret. */
    enum Secret {
        FEISHU_APP_SECRET,
        ENCRYPT_KEY,
        VERIFICATION_TOKEN
    }

    byte @Nullable [] seal(OrganizationId id, Secret secret, @Nullable String value) {
        return value == null ? null : encryption.encrypt(value.getBytes(StandardCharsets.UTF_8), place(id, secret));
    }

    String open(OrganizationId id, Secret secret, byte[] sealed) {
        try {
            return new String(encryption.decrypt(sealed, place(id, secret)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A secret of organization " + id + " does not open with any key of JIT_ENCRYPTION_KEYS", e);
        }
    }

    /** Whether it was sealed with the key that seals now. */
    boolean isCurrent(byte[] sealed) {
        return encryption.isCurrent(sealed);
    }

    private static String place(OrganizationId id, Secret secret) {
        return "organization/" + id + "/" + secret;
    }
}
