package pro.jit.gateway.console.administrator;

import java.util.Locale;
import java.util.Optional;

/** What a password must be like: length alone, as NIST SP 800-63B section 5.1.1.2 has it, and nothing the name or the old one gives away. */
final class PasswordRules {
    static final int FEWEST_CHARACTERS = 12;

    private PasswordRules() {}

    /** What is wrong with a new password; empty where nothing is. */
    static Optional<String> wrongWith(String username, String current, String wanted) {
        if (wanted.codePointCount(0, wanted.length()) < FEWEST_CHARACTERS) {
            return Optional.of("must have at least 12 characters");
        }
        if (Passwords.isTooLong(wanted)) {
            return Optional.of("must have at most 72 bytes of UTF-8");
        }
        if (wanted.indexOf('\0') >= 0) {
            return Optional.of("must have no NUL character");
        }
        if (wanted.toLowerCase(Locale.ROOT).equals(username)) {
            return Optional.of("must not be the username");
        }
        return wanted.equals(current) ? Optional.of("must not be the current one") : Optional.empty();
    }
}
