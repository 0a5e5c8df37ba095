package pro.jit.gateway.client;

import java.util.regex.Pattern;

/** What a client may be called: lower-case letters, digits and hyphens, at most 63. */
final class ClientId {
    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private ClientId() {}

    static boolean isValid(String clientId) {
        return VALID.matcher(clientId).matches();
    }
}
