package pro.jit.sandbox.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids in Feishu's shapes, derived from names, so that the same company always has the same ids. */
public final class Ids {
    /** The root department, in either id type. */
    public static final String ROOT = "0";

    // Looking one up takes longer than the digest of a text as short as these.
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    });

    private Ids() {}

    /** {@code ou_} and 32 hex digits; the same person has another one in each app. */
    public static String openId(String appId, String personKey) {
        return "ou_" + hex("open " + appId + " " + personKey, 32);
    }

    static String unionId(String tenantKey, String personKey) {
        return "on_" + hex("union " + tenantKey + " " + personKey, 32);
    }

    static String userId(String personKey) {
        return hex("user " + personKey, 8);
    }

    /** {@code od-} and 32 hex digits. The number makes a department that re-uses a deleted one's custom id another department. */
    static String openDepartmentId(String tenantKey, int number, String departmentId) {
        return "od-" + hex("department " + tenantKey + " " + number + " " + departmentId, 32);
    }

    static String appId(int number) {
        return "cli_" + hex("app " + number, 16);
    }

    /** The first {@code length} hex digits of the text's SHA-256. */
    public static String hex(String text, int length) {
        var digest = SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, (length + 1) / 2).substring(0, length);
    }
}
