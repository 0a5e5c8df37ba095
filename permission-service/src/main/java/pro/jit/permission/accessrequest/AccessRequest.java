package pro.jit.permission.accessrequest;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;

/**
 * A member's wish to enter an application.
 *
 * @param reason in the member's words, 1 to 500 characters
 * @param decision null as long as it is open
 */
record AccessRequest(
        UUID accessRequestId,
        ApplicationId application,
        OrganizationId organizationId,
        MemberId memberId,
        String reason,
        Status status,
        Instant askedAt,
        @Nullable Decision decision) {
    /** Where a request stands. */
    enum Status {
        OPEN,
        APPROVED,
        DECLINED,
        /** The member left, or nobody decided in time. */
        CLOSED;

        /** As in JSON and in the database. */
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty if it is none of ours. */
        static Optional<Status> of(String wire) {
            return Arrays.stream(values())
                    .filter(status -> status.wire().equals(wire))
                    .findFirst();
        }
    }

    /**
     * What became of it.
     *
     * @param by client id of who decided
     * @param note in the administrator's words, 1 to 500 characters; the member reads it where it was declined
     * @param grant what was given; null unless approved
     */
    record Decision(
            Instant at,
            String by,
            @Nullable String note,
            @Nullable Given grant) {}

    /** The grant of an approved request, as it was made. */
    record Given(UUID grantId, String role, @Nullable Instant validUntil) {}

    boolean isOpen() {
        return status == Status.OPEN;
    }

    /** The same, decided. */
    AccessRequest decided(Status outcome, Decision by) {
        return new AccessRequest(accessRequestId, application, organizationId, memberId, reason, outcome, askedAt, by);
    }
}
