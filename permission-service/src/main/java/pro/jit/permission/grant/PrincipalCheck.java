package pro.jit.permission.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.grant.Principal.Everyone;
import pro.jit.permission.grant.Principal.OneDepartment;
import pro.jit.permission.grant.Principal.OneMember;
import pro.jit.permission.problem.FieldError;
import pro.jit.permission.problem.ProblemException;

/** Whether the directory knows whom grants speak of. */
@ApplicationScoped
class PrincipalCheck {
    /** A sync that has just finished may be ahead of our directory by a moment. */
    private static final Duration DIRECTORY_LAG = Duration.ofSeconds(2);

    private static final Duration DIRECTORY_LOOK = Duration.ofMillis(50);

    private final Jdbi jdbi;

    PrincipalCheck(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Waits a moment for whom is not known yet; a problem that names whoever is not known then. */
    void await(List<Grant> grants, List<String> paths) {
        var deadline = System.nanoTime() + DIRECTORY_LAG.toNanos();
        while (true) {
            var errors = jdbi.withHandle(handle -> errors(handle, grants, paths));
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

    /** What is wrong with each of one application's grants; errors about the n-th begin with {@code paths.get(n)}. */
    List<FieldError> errors(Handle handle, List<Grant> grants, List<String> paths) {
        if (grants.isEmpty()) {
            return List.of();
        }
        var organizations = organizations(handle, grants.getFirst().application(), grants);
        var members = known(handle, grants, OneMember.class::isInstance, """
                select organization_id, member_id as id from member
                 where organization_id = any(:organizations) and member_id = any(:ids) and status <> 'resigned'
                """);
        var departments = known(handle, grants, OneDepartment.class::isInstance, """
                select organization_id, department_id as id from department
                 where organization_id = any(:organizations) and department_id = any(:ids) and status = 'active'
                """);
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < grants.size(); i++) {
            var grant = grants.get(i);
            var organization = grant.organizationId().value();
            if (!organizations.contains(organization)) {
                errors.add(new FieldError(paths.get(i) + "organization_id", "is no organization of this application"));
                continue;
            }
            var isKnown =
                    switch (grant.principal()) {
                        case Everyone everyone -> true;
                        case OneMember member -> members.contains(new Known(organization, member.memberId()));
                        case OneDepartment department ->
                            departments.contains(new Known(organization, department.departmentId()));
                    };
            if (!isKnown) {
                errors.add(new FieldError(
                        paths.get(i) + "principal.id",
                        "is no " + grant.principal().type() + " of this organization, or one that is gone"));
            }
        }
        return errors;
    }

    private static Set<UUID> organizations(Handle handle, ApplicationId application, List<Grant> grants) {
        return new HashSet<>(handle.createQuery("""
                        select organization_id from organization
                         where organization_id = any(:organizations) and org_id = :orgId and app_id = :appId
                           and status <> 'deleted'
                        """)
                .bind("organizations", organizationIds(grants))
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .mapTo(UUID.class)
                .list());
    }

    private static Set<Known> known(Handle handle, List<Grant> grants, Predicate<Principal> kind, String query) {
        var its = grants.stream().filter(grant -> kind.test(grant.principal())).toList();
        if (its.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(handle.createQuery(query)
                .bind("organizations", organizationIds(its))
                .bind("ids", its.stream().map(grant -> grant.principal().id()).toArray(UUID[]::new))
                .map((row, context) ->
                        new Known(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class)))
                .list());
    }

    private static UUID[] organizationIds(List<Grant> grants) {
        return grants.stream()
                .map(grant -> grant.organizationId().value())
                .distinct()
                .toArray(UUID[]::new);
    }

    private record Known(UUID organizationId, UUID id) {}
}
