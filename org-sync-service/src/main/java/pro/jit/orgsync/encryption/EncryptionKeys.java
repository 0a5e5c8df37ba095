package pro.jit.orgsync.encryption;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Reads {@code id:base64(32 bytes)[,id:base64…]}: the first key encrypts, all decrypt. */
final class EncryptionKeys {
    private EncryptionKeys() {}

    /**
     * The keyset {@code keys} describes.
     *
     * @throws IllegalArgumentException naming the property and the entry's position, never a key
     */
    static KeysetHandle parse(String keys) {
        var entries = keys.split(",", -1);
        try {
            AeadConfig.register();
            var keyset = KeysetHandle.newBuilder();
            for (var position = 0; position < entries.length; position++) {
                var entry = KeysetHandle.importKey(key(entries[position].strip(), position + 1));
                keyset.addEntry(position == 0 ? entry.makePrimary() : entry);
            }
            return keyset.build();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "JIT_ENCRYPTION_KEYS (jit.encryption-keys) gives no usable keyset; is an id there twice?", e);
        }
    }

    @AccessesPartialKey
    private static AesGcmKey key(String entry, int position) throws GeneralSecurityException {
        var colon = entry.indexOf(':');
        try {
            var id = Integer.parseInt(entry.substring(0, Math.max(colon, 0)));
            var bytes = Base64.getDecoder().decode(entry.substring(colon + 1));
            if (id <= 0 || bytes.length != 32) {
                throw malformed(position);
            }
            var parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(32)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.TINK)
                    .build();
            return AesGcmKey.builder()
                    .setParameters(parameters)
                    .setIdRequirement(id)
                    .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                    .build();
        } catch (IllegalArgumentException e) {
            throw malformed(position);
        }
    }

    private static IllegalArgumentException malformed(int position) {
        return new IllegalArgumentException("JIT_ENCRYPTION_KEYS (jit.encryption-keys): entry " + position
                + " is not id:base64, id a positive number and base64 of 32 bytes");
    }
}
