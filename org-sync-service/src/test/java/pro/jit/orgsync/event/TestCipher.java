package pro.jit.orgsync.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts as Feishu does. */
final class TestCipher {
    private TestCipher() {}

    static String encrypt(String key, String plain) throws GeneralSecurityException, IOException {
        var iv = new byte[16];
        new SecureRandom().nextBytes(iv);
        var hashed = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(hashed, "AES"), new IvParameterSpec(iv));
        var bytes = new ByteArrayOutputStream();
        bytes.write(iv);
        bytes.write(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
