package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;

/** The secrets of one local stack: drawn at its first start, kept in its directory, given to the services as environment. */
final class StackSecrets {
    private static final int SECRET_BYTES = 32;
    private static final int PASSWORD_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JsonNode values;

    private StackSecrets(JsonNode values) {
        this.values = values;
    }

    static StackSecrets of(StackDirectory directory) {
        var kept = directory.read(directory.secrets());
        if (kept.isPresent()) {
            return new StackSecrets(kept.get());
        }
        ObjectNode drawn = StackDirectory.JSON.createObjectNode();
        drawn.put("encryption_keys", "1:" + Base64.getEncoder().encodeToString(random(SECRET_BYTES)));
        drawn.put("console_admin_password", urlSafe(PASSWORD_BYTES));
        drawn.put("operator", urlSafe(SECRET_BYTES));
        drawn.put("org_sync_service", urlSafe(SECRET_BYTES));
        drawn.put("permission_service", urlSafe(SECRET_BYTES));
        directory.write(directory.secrets(), drawn);
        return new StackSecrets(drawn);
    }

    String encryptionKeys() {
        return values.path("encryption_keys").asText();
    }

    String consoleAdminPassword() {
        return values.path("console_admin_password").asText();
    }

    /** The secret of a built-in client: {@code operator}, {@code org_sync_service} or {@code permission_service}. */
    String client(String name) {
        return values.path(name).asText();
    }

    @Override
    public String toString() {
        return "StackSecrets[…]";
    }

    private static String urlSafe(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(bytes));
    }

    private static byte[] random(int bytes) {
        var value = new byte[bytes];
        RANDOM.nextBytes(value);
        return value;
    }
}
