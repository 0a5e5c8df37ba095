package pro.jit.gateway.console.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /**
     * A member who administers applications, as their sessions there say.
     *
     * @param applications at least one
     */
    record Member(
            UUID id,
            String memberId,
            String name,
            List<Administered> applications,
            Instant idleUntil,
            Instant expiresAt)
            implements ConsoleSession {
        public Member {
            applications = List.copyOf(applications);
        }

        @Override
        public String subject() {
            return "member:" + memberId;
        }
    }

    /**
     * An application a member administers.
     *
     * @param sid the session of it that says so
     * @param memberId who the person is in the organization they signed in by
     */
    record Administered(
            String orgId,
            String appId,
            String title,
            UUID sid,
            String memberId,
            String tenantKey,
            @Nullable String unionId) {
        /** {@code org_id/app_id}. */
        public String address() {
            return orgId + "/" + appId;
        }

        /** {@code member:<member_id>}. */
        public String subject() {
            return "member:" + memberId;
        }

        /** Whether the same person signed in to both, as far as Feishu says. */
        boolean isSamePerson(Administered other) {
            return memberId.equals(other.memberId)
                    || (unionId != null && unionId.equals(other.unionId) && tenantKey.equals(other.tenantKey));
        }
    }
}
