package pro.jit.gateway.console.administrator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;

/** What stands for a code of the second factor once, when the phone is gone: 80 random bits, of which only the hash is kept. */
record RecoveryCode(String value) {
    private static final int BYTES = 10;
    private static final int HOW_MANY = 10;

    /** A set of new ones. */
    static List<RecoveryCode> create(SecureRandom random) {
        return Stream.generate(() -> one(random)).limit(HOW_MANY).toList();
    }

    private static RecoveryCode one(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new RecoveryCode(new Base32().encodeToString(bytes).toLowerCase(Locale.ROOT));
    }

    /** As somebody typed it. */
    static RecoveryCode typed(String text) {
        return new RecoveryCode(text.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }

    /** In groups of four. */
    String written() {
        return value.replaceAll("(.{4})(?=.)", "$1-");
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
        return "RecoveryCode[hidden]";
    }
}
