package pro.jit.gateway.console.administrator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An administrator of the platform.
 *
 * @param passwordHash bcrypt
 * @param passwordChangeRequired the password was given by somebody else
 * @param hasTotpSecret of a second factor, in use or being set up
 */
record Administrator(
        String username,
        String passwordHash,
        boolean passwordChangeRequired,
        boolean hasTotpSecret,
        boolean totpEnabled,
        Instant createdAt,
        @Nullable Instant lastLoginAt) {
    @Override
    public String toString() {
        return "Administrator[" + username + "]";
    }
}
