package pro.jit.permission.accessrequest;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.audit.ChangeRecord.Change;

/** A request as the record of changes keeps it: what {@link AccessRequestView} shows, but for what the directory says of the member. */
record RecordedAccessRequest(
        UUID accessRequestId,
        UUID organizationId,
        UUID memberId,
        String reason,
        String status,
        Instant askedAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String note,
        @Nullable UUID grantId,
        @Nullable String role,
        @Nullable Instant validUntil) {
    private static RecordedAccessRequest of(AccessRequest request) {
        var decision = request.decision();
        var given = decision == null ? null : decision.grant();
        return new RecordedAccessRequest(
                request.accessRequestId(),
                request.organizationId().value(),
                request.memberId().value(),
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

    static Change created(AccessRequest request) {
        return new Change("access_request.created", request.accessRequestId().toString(), null, of(request));
    }

    static Change decided(AccessRequest before, AccessRequest after) {
        var kind = "access_request." + after.status().wire();
        return new Change(kind, before.accessRequestId().toString(), of(before), of(after));
    }
}
