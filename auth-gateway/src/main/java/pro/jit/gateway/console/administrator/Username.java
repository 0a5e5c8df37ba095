package pro.jit.gateway.console.administrator;

import java.util.regex.Pattern;

/** What an administrator of the platform may be called: 1 to 64 of lower-case letters, digits, {@code . _ @ -}, the first a letter or digit. */
final class Username {
    private static final Pattern POSSIBLE = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    private Username() {}

    static boolean isPossible(String text) {
        return POSSIBLE.matcher(text).matches();
    }
}
