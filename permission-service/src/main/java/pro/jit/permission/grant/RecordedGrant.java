package pro.jit.permission.grant;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.audit.ChangeRecord.Change;

/** A grant as the record of changes keeps it: what {@link GrantView} shows, but for what only the moment tells. */
record RecordedGrant(
        UUID grantId,
        UUID organizationId,
        GrantView.PrincipalView principal,
        boolean includeSubDepartments,
        String role,
        String effect,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil) {
    static RecordedGrant of(Grant grant) {
        var principal = grant.principal();
        return new RecordedGrant(
                grant.grantId(),
                grant.organizationId().value(),
                new GrantView.PrincipalView(principal.type(), principal.id()),
                GrantView.includesSubDepartments(principal),
                grant.role(),
                grant.effect().wire(),
                grant.validFrom(),
                grant.validUntil());
    }

    static Change created(Grant grant) {
        return new Change("grant.created", grant.grantId().toString(), null, of(grant));
    }

    static Change updated(Grant before, Grant after) {
        return new Change("grant.updated", before.grantId().toString(), of(before), of(after));
    }

    /** @param kind {@code grant.removed}, or why else it went */
    static Change removed(String kind, Grant grant) {
        return new Change(kind, grant.grantId().toString(), of(grant), null);
    }
}
