package pro.jit.permission.grant;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the API shows it.
 *
 * @param includeSubDepartments true also where it says nothing, for a member or everyone
 * @param state {@code in_force}, {@code scheduled}, {@code expired} or {@code orphaned}
 * @param version what the entity tag of this grant holds; another after each change of role or times
 */
public record GrantView(
        UUID grantId,
        UUID organizationId,
        PrincipalView principal,
        boolean includeSubDepartments,
        String role,
        String effect,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        String state,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    /**
     * Whom it speaks of.
     *
     * @param id null for everyone
     */
    public record PrincipalView(String type, @Nullable UUID id) {}

    /** Where a grant stands. */
    private enum State {
        IN_FORCE,
        SCHEDULED,
        EXPIRED,
        ORPHANED
    }

    static GrantView of(StoredGrant stored, Instant now) {
        var grant = stored.grant();
        var principal = grant.principal();
        return new GrantView(
                grant.grantId(),
                grant.organizationId().value(),
                new PrincipalView(principal.type(), principal.id()),
                includesSubDepartments(principal),
                grant.role(),
                grant.effect().wire(),
                grant.validFrom(),
                grant.validUntil(),
                state(stored, now).name().toLowerCase(Locale.ROOT),
                stored.version(),
                stored.createdAt(),
                stored.updatedAt());
    }

    static boolean includesSubDepartments(Principal principal) {
        return !(principal instanceof Principal.OneDepartment department) || department.includeSubDepartments();
    }

    private static State state(StoredGrant stored, Instant now) {
        if (stored.orphaned()) {
            return State.ORPHANED;
        }
        var grant = stored.grant();
        if (grant.inForce(now)) {
            return State.IN_FORCE;
        }
        var until = grant.validUntil();
        return until != null && !now.isBefore(until) ? State.EXPIRED : State.SCHEDULED;
    }
}
