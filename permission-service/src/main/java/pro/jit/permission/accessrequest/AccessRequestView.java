package pro.jit.permission.accessrequest;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as the API shows it.
 *
 * @param status {@code open}, {@code approved}, {@code declined} or {@code closed} (the member left, or nobody decided in time)
 * @param decidedBy client id
 * @param note what the administrator wrote; the member reads it where the request was declined
 * @param grantId the grant an approval made, which may be changed or gone since; with its role and end as approved
 */
public record AccessRequestView(
        UUID accessRequestId,
        UUID organizationId,
        Asker member,
        String reason,
        String status,
        Instant askedAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String note,
        @Nullable UUID grantId,
        @Nullable String role,
        @Nullable Instant validUntil) {
    /**
     * Who asks, as the directory has them now.
     *
     * @param name null where the directory does not know the member any more
     */
    public record Asker(
            UUID memberId, @Nullable String name, @Nullable String picture) {}

    static AccessRequestView of(KnownRequest known) {
        var request = known.request();
        var decision = request.decision();
        var given = decision == null ? null : decision.grant();
        return new AccessRequestView(
                request.accessRequestId(),
                request.organizationId().value(),
                new Asker(request.memberId().value(), known.memberName(), known.picture()),
                request.reason(),
                request.status().wire(),
                request.askedAt(),
                decision == null ? null : decision.at(),
                decision == null ? null : decision.by(),
                decision == null ? null : decision.note(),
                given == null ? null : given.grantId(),
                given == null ? null : given.role(),
                given == null ? null : given.validUntil());
    }
}
