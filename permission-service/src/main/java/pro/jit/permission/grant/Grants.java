package pro.jit.permission.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;
import pro.jit.permission.Precondition;
import pro.jit.permission.access.AccessChanges;
import pro.jit.permission.access.Reach;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.audit.ChangeRecord;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.grant.GrantRepository.Filter;
import pro.jit.permission.problem.FieldError;
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;
import pro.jit.permission.role.Roles;

/** Makes, changes and removes grants; each change is recorded and what it alters is announced, in one transaction. */
@ApplicationScoped
public class Grants {
    private static final String CAUSE = "grant-changed";

    private final Jdbi jdbi;
    private final GrantRepository repository;
    private final PrincipalCheck principals;
    private final Roles roles;
    private final AccessChanges changes;
    private final Administrators administrators;
    private final ChangeRecord record;
    private final Clock clock;

    Grants(
            Jdbi jdbi,
            GrantRepository repository,
            PrincipalCheck principals,
            Roles roles,
            AccessChanges changes,
            Administrators administrators,
            ChangeRecord record,
            Clock clock) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.principals = principals;
        this.roles = roles;
        this.changes = changes;
        this.administrators = administrators;
        this.record = record;
        this.clock = clock;
    }

    GrantView find(ApplicationId application, UUID grantId) {
        return jdbi.withHandle(
                handle -> views(handle, application, List.of(grantId)).getFirst());
    }

    /** What an administrator should know of the grants as a whole. */
    List<GrantList.Warning> warnings(ApplicationId application) {
        return jdbi.withHandle(handle ->
                administrators.has(handle, application) ? List.of() : List.of(GrantList.Warning.NO_ADMINISTRATOR));
    }

    Page<GrantView> list(ApplicationId application, Filter filter, @Nullable UUID after, int limit) {
        var found = jdbi.withHandle(handle -> repository.list(handle, application, filter, after, limit + 1));
        var now = clock.instant();
        return Page.of(found, limit, stored -> stored.grant().grantId().toString())
                .map(stored -> GrantView.of(stored, now));
    }

    /**
     * All or nothing: removes, then makes.
     *
     * @return those made, in their order
     */
    List<GrantView> apply(Caller caller, ApplicationId application, GrantChanges wanted) {
        var create = wanted.create();
        principals.await(create, wanted.paths());
        return jdbi.inTransaction(handle -> {
            // The organization of a grant never changes, so what is read before the turn tells whose turn to wait for.
            var affected = Stream.concat(
                    create.stream(),
                    stored(handle, application, wanted.delete()).stream().map(StoredGrant::grant));
            changes.awaitTurn(handle, affected.map(Grant::organizationId).toList());
            requireRoles(handle, application, create, wanted.paths());
            // Who has left since they were looked for lost what they had been given, and must not be given anything
            // after that.
            refuse(principals.errors(handle, create, wanted.paths()));
            var stored = stored(handle, application, wanted.delete());
            stored.forEach(grant -> wanted.precondition().check(grant.version()));
            var removed = stored.stream().map(StoredGrant::grant).toList();
            guarded(handle, application, removed, create, wanted.leaveWithoutAdministrator(), () -> {
                repository.delete(handle, wanted.delete());
                repository.insert(handle, create, clock.instant()).ifPresent(grant -> refuseIdentical(handle, grant));
                var recorded = Stream.concat(
                        removed.stream().map(grant -> RecordedGrant.removed("grant.removed", grant)),
                        create.stream().map(RecordedGrant::created));
                record.addAll(handle, caller, application, recorded.toList());
            });
            return views(
                    handle, application, create.stream().map(Grant::grantId).toList());
        });
    }

    /**
     * Makes a grant within the caller's transaction, or answers the one that says the same already.
     *
     * @throws ProblemException {@code invalid-request} naming {@code role} if the application has no such role; {@code conflict} if whom it
     *     speaks of is gone
     */
    public GrantView ensure(Handle handle, Caller caller, Grant grant) {
        changes.awaitTurn(handle, List.of(grant.organizationId()));
        requireRoles(handle, grant.application(), List.of(grant), List.of(""));
        if (!principals.errors(handle, List.of(grant), List.of("")).isEmpty()) {
            throw ProblemException.of(Problem.CONFLICT, "Whom the grant would speak of is gone.");
        }
        var identical = repository.identical(handle, grant);
        if (identical.isEmpty()) {
            changes.during(handle, List.of(new Reach.OfGrant(grant)), CAUSE, () -> {
                repository.insert(handle, List.of(grant), clock.instant());
                record.addAll(handle, caller, grant.application(), List.of(RecordedGrant.created(grant)));
                return grant;
            });
        }
        var id = identical.orElse(grant.grantId());
        return views(handle, grant.application(), List.of(id)).getFirst();
    }

    /** Gives a grant another role or other times, if it is still as the caller knows it. */
    GrantView change(
            Caller caller,
            ApplicationId application,
            UUID grantId,
            GrantPatch patch,
            Precondition precondition,
            boolean leaveWithoutAdministrator) {
        return jdbi.inTransaction(handle -> {
            var organization = stored(handle, application, grantId).grant().organizationId();
            changes.awaitTurn(handle, List.of(organization));
            var stored = stored(handle, application, grantId);
            precondition.check(stored.version());
            var before = stored.grant();
            var after = patch.applyTo(before);
            if (!after.equals(before)) {
                requireRoles(handle, application, List.of(after), List.of(""));
                refuseIdentical(handle, after);
                guarded(handle, application, List.of(before), List.of(after), leaveWithoutAdministrator, () -> {
                    repository.update(handle, after, clock.instant());
                    record.addAll(handle, caller, application, List.of(RecordedGrant.updated(before, after)));
                });
            }
            return views(handle, application, List.of(grantId)).getFirst();
        });
    }

    private void guarded(
            Handle handle,
            ApplicationId application,
            List<Grant> before,
            List<Grant> after,
            boolean leaveWithoutAdministrator,
            Runnable change) {
        var reaches = Stream.concat(before.stream(), after.stream())
                .map(Reach.OfGrant::new)
                .toList();
        Runnable announced = () -> changes.during(handle, reaches, CAUSE, () -> {
            change.run();
            return reaches;
        });
        if (leaveWithoutAdministrator) {
            announced.run();
        } else {
            administrators.keeping(handle, application, before, after, announced);
        }
    }

    private void refuseIdentical(Handle handle, Grant grant) {
        repository.identical(handle, grant).ifPresent(other -> {
            throw ProblemException.of(Problem.CONFLICT, "The grant " + other + " says the same.");
        });
    }

    private void requireRoles(Handle handle, ApplicationId application, List<Grant> grants, List<String> paths) {
        var kept = new HashMap<String, Boolean>();
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < grants.size(); i++) {
            if (!kept.computeIfAbsent(grants.get(i).role(), role -> roles.keep(handle, application, role))) {
                errors.add(new FieldError(paths.get(i) + "role", "is no role of this application"));
            }
        }
        refuse(errors);
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private List<GrantView> views(Handle handle, ApplicationId application, List<UUID> grantIds) {
        var now = clock.instant();
        return stored(handle, application, grantIds).stream()
                .map(stored -> GrantView.of(stored, now))
                .toList();
    }

    private StoredGrant stored(Handle handle, ApplicationId application, UUID grantId) {
        return stored(handle, application, List.of(grantId)).getFirst();
    }

    private List<StoredGrant> stored(Handle handle, ApplicationId application, List<UUID> grantIds) {
        if (grantIds.isEmpty()) {
            return List.of();
        }
        var found = repository.find(handle, application, grantIds);
        return grantIds.stream()
                .map(id -> Optional.ofNullable(found.get(id))
                        .orElseThrow(() -> ProblemException.notFound("The application has no grant " + id + ".")))
                .toList();
    }
}
