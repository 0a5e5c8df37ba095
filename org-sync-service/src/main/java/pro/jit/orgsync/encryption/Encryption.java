package pro.jit.orgsync.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Authenticated encryption (AES-256-GCM). The associated data ties a ciphertext to its place: moved elsewhere it does not decrypt. */
@Startup
@Singleton
public class Encryption {
    private static final int PREFIX = 5;

    private final Aead aead;
    private final int primary;

    /**
     * Takes the keys.
     *
     * @param keys {@code JIT_ENCRYPTION_KEYS}: {@code id:base64(32 bytes)[,…]}. No default: the service does not start without it
     */
    public Encryption(@ConfigProperty(name = "jit.encryption-keys") String keys) {
        try {
            var keyset = EncryptionKeys.parse(keys);
            this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
            this.primary = keyset.getPrimary().getId();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("JIT_ENCRYPTION_KEYS (jit.encryption-keys) gives no usable keyset", e);
        }
    }

    /**
     * Encrypts with the primary key.
     *
     * @param associatedData what the ciphertext belongs to, e.g. {@code signing_key/<kid>}
     */
    public byte[] encrypt(byte[] plaintext, String associatedData) {
        try {
            return aead.encrypt(plaintext, associatedData.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption failed", e);
        }
    }

    /**
     * Whether {@code ciphertext} was encrypted with the key that encrypts now. Tink begins every ciphertext with a version byte and the id of the key
     * in four bytes, the highest first.
     */
    public boolean isCurrent(byte[] ciphertext) {
        return ciphertext.length >= PREFIX && ByteBuffer.wrap(ciphertext).getInt(1) == primary;
    }

    /**
     * The plaintext.
     *
     * @throws GeneralSecurityException for anything not encrypted by us with this associated data
     */
    public byte[] decrypt(byte[] ciphertext, String associatedData) throws GeneralSecurityException {
        return aead.decrypt(ciphertext, associatedData.getBytes(StandardCharsets.UTF_8));
    }
}
