package pro.jit.gateway.console.session;

import java.time.Instant;
import java.util.UUID;

/** Somebody signed in to the console in one browser. */
public sealed interface ConsoleSession {
    UUID id();

    /** What the person is called. */
    String name();

    /** When it ends unless it is used before. */
    Instant idleUntil();

    /** When it ends whatever happens. */
    Instant expiresAt();

    /** Who it is, in tokens and in the record. */
    String subject();

    /**
     * An administrator of the platform, who may do everything.
     *
     * @param passwordChangeRequired nothing else is open until it is changed
     */
    record Platform(
            UUID id,
            String username,
            boolean passwordChangeRequired,
            boolean totpEnabled,
            Instant idleUntil,
            Instant expiresAt)
            implements ConsoleSession {
        @Override
        public String name() {
            return username;
        }

        @Override
        public String subject() {
            return subject(username);
        }

        /** Of the administrator of this name. */
        public static String subject(String username) {
            return "administrator:" + username;
        }
    }
}
