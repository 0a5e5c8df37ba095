package pro.jit.gateway.console.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** What the cookie of a console session holds: 256 random bits, of which only the hash is kept. */
record ConsoleToken(String value) {
    static ConsoleToken create(SecureRandom random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return new ConsoleToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ConsoleToken[hidden]";
    }
}
