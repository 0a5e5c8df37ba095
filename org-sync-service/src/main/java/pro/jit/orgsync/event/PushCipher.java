package pro.jit.orgsync.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Feishu's encryption and signature of pushes: AES-256-CBC with the SHA-256 of the Encrypt Key, the IV in front; a SHA-256 over time, nonce, key
 * and raw body.
 *
 * @see <a href="https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case">Feishu: Encrypt Key</a>
 */
final class PushCipher {
    private static final int BLOCK = 16;

    private PushCipher() {}

    /** @throws GeneralSecurityException for whatever was not encrypted with this key */
    static String decrypt(String encryptKey, String encrypted) throws GeneralSecurityException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encrypted);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("Not base64", e);
        }
        if (bytes.length < 2 * BLOCK || bytes.length % BLOCK != 0) {
            throw new GeneralSecurityException("Not whole blocks");
        }
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        var key = new SecretKeySpec(sha256(encryptKey.getBytes(StandardCharsets.UTF_8)), "AES");
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(Arrays.copyOf(bytes, BLOCK)));
        return new String(cipher.doFinal(bytes, BLOCK, bytes.length - BLOCK), StandardCharsets.UTF_8);
    }

    /** Lower-case hex. */
    static String signature(String timestamp, String nonce, String encryptKey, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((timestamp + nonce + encryptKey).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
