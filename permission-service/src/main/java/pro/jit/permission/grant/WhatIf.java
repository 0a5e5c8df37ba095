package pro.jit.permission.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.HeldFacts;
import pro.jit.permission.facts.OrganizationFacts;
import pro.jit.permission.grant.DepartmentMoves.DepartmentMove;
import pro.jit.permission.problem.FieldError;
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;
import pro.jit.permission.role.Roles;

/** Compares who may enter now with who might after a change, which is refused for the same reasons as if it were made. */
@ApplicationScoped
class WhatIf {
    private final Jdbi jdbi;
    private final HeldFacts facts;
    private final GrantRepository repository;
    private final PrincipalCheck principals;
    private final Roles roles;
    private final Administrators administrators;

    WhatIf(
            Jdbi jdbi,
            HeldFacts facts,
            GrantRepository repository,
            PrincipalCheck principals,
            Roles roles,
            Administrators administrators) {
        this.jdbi = jdbi;
        this.facts = facts;
        this.repository = repository;
        this.principals = principals;
        this.roles = roles;
        this.administrators = administrators;
    }

    WhatIfAnswer ask(ApplicationId application, GrantChanges batch, WhatIfResource.@Nullable Move move, Instant at) {
        var checked = jdbi.inTransaction(handle -> check(handle, application, batch, move));
        var organizations = new TreeSet<OrganizationId>();
        batch.create().forEach(grant -> organizations.add(grant.organizationId()));
        checked.removed().forEach(grant -> organizations.add(grant.organizationId()));
        var moved = checked.move();
        if (moved != null) {
            organizations.add(moved.organizationId());
        }
        var differences = new ArrayList<AccessDifference>();
        for (var organization : organizations) {
            facts.whole(organization)
                    .map(before -> AccessDifference.between(before, after(before, batch, moved), at))
                    .ifPresent(differences::add);
        }
        var notInForce = (int)
                batch.create().stream().filter(grant -> !grant.inForce(at)).count();
        var administered = jdbi.withHandle(handle -> administrators.hasOutside(handle, application, organizations, at));
        return WhatIfAnswer.of(at, differences, notInForce, administered);
    }

    private static OrganizationFacts after(
            OrganizationFacts before, GrantChanges batch, @Nullable DepartmentMove move) {
        var organization = before.organization().organizationId();
        var created = batch.create().stream()
                .filter(grant -> grant.organizationId().equals(organization))
                .toList();
        var after = before.withGrants(created, batch.delete());
        return move == null || !move.organizationId().equals(organization)
                ? after
                : after.withDepartmentMoved(move.departmentId(), move.newParentId());
    }

    private Checked check(
            Handle handle, ApplicationId application, GrantChanges batch, WhatIfResource.@Nullable Move move) {
        var stored = repository.find(handle, application, batch.delete());
        var removed = batch.delete().stream()
                .map(id -> Optional.ofNullable(stored.get(id))
                        .orElseThrow(() -> ProblemException.notFound("The application has no grant " + id + "."))
                        .grant())
                .toList();
        var errors = new ArrayList<FieldError>();
        var moved = move == null ? null : DepartmentMoves.check(handle, application, move, errors);
        for (int i = 0; i < batch.create().size(); i++) {
            if (!roles.keep(handle, application, batch.create().get(i).role())) {
                errors.add(new FieldError(batch.paths().get(i) + "role", "is no role of this application"));
            }
        }
        errors.addAll(principals.errors(handle, batch.create(), batch.paths()));
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        refuseIdentical(handle, batch);
        return new Checked(removed, moved);
    }

    private void refuseIdentical(Handle handle, GrantChanges batch) {
        var said = new ArrayList<Grant>();
        for (var grant : batch.create()) {
            repository
                    .identical(handle, grant)
                    .filter(other -> !batch.delete().contains(other))
                    .ifPresent(WhatIf::refuse);
            said.stream().filter(grant::saysTheSameAs).findFirst().ifPresent(other -> refuse(other.grantId()));
            said.add(grant);
        }
    }

    private static void refuse(UUID other) {
        throw ProblemException.of(Problem.CONFLICT, "The grant " + other + " says the same.");
    }

    private record Checked(List<Grant> removed, @Nullable DepartmentMove move) {
        Checked {
            removed = List.copyOf(removed);
        }
    }
}
