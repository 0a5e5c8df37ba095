package pro.jit.permission.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;
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
    /** A sync that has just finished may be ahead of our directory by a moment. */
    private static final Duration DIRECTORY_LAG = Duration.ofSeconds(2);

    private static final Duration DIRECTORY_LOOK = Duration.ofMillis(50);
    private static final String CAUSE = "grant-changed";

    private final Jdbi jdbi;
    private final GrantRepository repository;
    private final PrincipalCheck principals;
    private final Roles roles;
    private final AccessChanges changes;
    private final ChangeRecord record;
    private final Clock clock;

    Grants(
            Jdbi jdbi,
            GrantRepository repository,
            PrincipalCheck principals,
            Roles roles,
            AccessChanges changes,
            ChangeRecord record,
            Clock clock) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.principals = principals;
        this.roles = roles;
        this.changes = changes;
        this.record = record;
        this.clock = clock;
    }

    GrantView find(ApplicationId application, UUID grantId) {
        return jdbi.withHandle(handle -> find(handle, application, grantId));
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
     * @param paths what to put before a field's name in an error about the n-th of {@code create}
     * @return those made, in their order
     */
    List<GrantView> apply(
            Caller caller, ApplicationId application, List<Grant> create, List<String> paths, List<UUID> delete) {
        awaitPrincipals(create, paths);
        return jdbi.inTransaction(handle -> {
            // The organization of a grant never changes, so what is read before the turn tells whose turn to wait for.
            var affected = Stream.concat(create.stream(), stored(handle, application, delete).stream());
            changes.awaitTurn(handle, affected.map(Grant::organizationId).toList());
            requireRoles(handle, application, create, paths);
            // Who has left since they were looked for lost what they had been given, and must not be given anything
            // after that.
            refuse(principals.errors(handle, create, paths));
            var removed = stored(handle, application, delete);
            var reaches = Stream.concat(create.stream(), removed.stream())
                    .map(Reach.OfGrant::new)
                    .toList();
            return changes.during(handle, reaches, CAUSE, () -> {
                removed.forEach(grant -> remove(handle, caller, grant));
                create.forEach(grant -> insert(handle, caller, grant));
                return create.stream()
                        .map(grant -> find(handle, application, grant.grantId()))
                        .toList();
            });
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
                insert(handle, caller, grant);
                return grant;
            });
        }
        return find(handle, grant.application(), identical.orElse(grant.grantId()));
    }

    /** Gives a grant another role or other times. */
    GrantView change(Caller caller, ApplicationId application, UUID grantId, GrantPatch patch) {
        return jdbi.inTransaction(handle -> {
            var organization = stored(handle, application, grantId).grant().organizationId();
            changes.awaitTurn(handle, List.of(organization));
            var before = stored(handle, application, grantId).grant();
            var after = patch.applyTo(before);
            requireRoles(handle, application, List.of(after), List.of(""));
            refuseIdentical(handle, after);
            changes.during(handle, List.of(new Reach.OfGrant(before), new Reach.OfGrant(after)), CAUSE, () -> {
                repository.update(handle, after, clock.instant());
                record.add(handle, caller, application, "grant.updated", grantId.toString(), before, after);
                return after;
            });
            return find(handle, application, grantId);
        });
    }

    private void insert(Handle handle, Caller caller, Grant grant) {
        refuseIdentical(handle, grant);
        repository.insert(handle, grant, clock.instant());
        var id = grant.grantId().toString();
        record.add(handle, caller, grant.application(), "grant.created", id, null, grant);
    }

    private void remove(Handle handle, Caller caller, Grant grant) {
        repository.delete(handle, grant.grantId());
        var id = grant.grantId().toString();
        record.add(handle, caller, grant.application(), "grant.removed", id, grant, null);
    }

    private void refuseIdentical(Handle handle, Grant grant) {
        repository.identical(handle, grant).ifPresent(other -> {
            throw ProblemException.of(Problem.CONFLICT, "The grant " + other + " says the same.");
        });
    }

    private void requireRoles(Handle handle, ApplicationId application, List<Grant> grants, List<String> paths) {
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < grants.size(); i++) {
            if (!roles.keep(handle, application, grants.get(i).role())) {
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

    private void awaitPrincipals(List<Grant> grants, List<String> paths) {
        var deadline = System.nanoTime() + DIRECTORY_LAG.toNanos();
        while (true) {
            var errors = jdbi.withHandle(handle -> principals.errors(handle, grants, paths));
            if (errors.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline || !slept()) {
                throw ProblemException.invalid(errors);
            }
        }
    }

    private static boolean slept() {
        try {
            Thread.sleep(DIRECTORY_LOOK);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private GrantView find(Handle handle, ApplicationId application, UUID grantId) {
        return GrantView.of(stored(handle, application, grantId), clock.instant());
    }

    private List<Grant> stored(Handle handle, ApplicationId application, List<UUID> grantIds) {
        return grantIds.stream()
                .map(grantId -> stored(handle, application, grantId).grant())
                .toList();
    }

    private StoredGrant stored(Handle handle, ApplicationId application, UUID grantId) {
        return repository
                .find(handle, application, grantId)
                .orElseThrow(() -> ProblemException.notFound("The application has no grant " + grantId + "."));
    }
}
