package pro.jit.sandbox.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Feishu's encryption of what it posts: AES-256-CBC under the SHA-256 of the Encrypt Key, the IV in front, all of it in Base64. */
final class EventCipher {
    static final int IV_BYTES = 16;

    private EventCipher() {}

    static String encrypt(String plain, String encryptKey, byte[] iv) {
        try {
            var key = MessageDigest.getInstance("SHA-256").digest(encryptKey.getBytes(StandardCharsets.UTF_8));
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            var encrypted = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            var whole = new byte[iv.length + encrypted.length];
            System.arraycopy(iv, 0, whole, 0, iv.length);
            System.arraycopy(encrypted, 0, whole, iv.length, encrypted.length);
            return Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES and SHA-256", e);
        }
    }
}
