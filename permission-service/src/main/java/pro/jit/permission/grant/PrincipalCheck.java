package pro.jit.permission.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.grant.Principal.Everyone;
import pro.jit.permission.grant.Principal.OneDepartment;
import pro.jit.permission.grant.Principal.OneMember;
import pro.jit.permission.problem.FieldError;

/** Whether the directory knows whom grants speak of. */
@ApplicationScoped
class PrincipalCheck {
    /** What is wrong with each grant; errors about the n-th grant begin with {@code paths.get(n)}. */
    List<FieldError> errors(Handle handle, List<Grant> grants, List<String> paths) {
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < grants.size(); i++) {
            var grant = grants.get(i);
            if (!isOrganizationOfApplication(handle, grant)) {
                errors.add(new FieldError(paths.get(i) + "organization_id", "is no organization of this application"));
            } else if (!isPrincipalOfOrganization(handle, grant)) {
                errors.add(new FieldError(
                        paths.get(i) + "principal.id",
                        "is no " + grant.principal().type() + " of this organization, or one that is gone"));
            }
        }
        return errors;
    }

    private static boolean isOrganizationOfApplication(Handle handle, Grant grant) {
        return handle.createQuery("""
                        select exists (select 1 from organization
                                        where organization_id = :organization and org_id = :orgId and app_id = :appId
                                          and status <> 'deleted')
                        """)
                .bind("organization", grant.organizationId().value())
                .bind("orgId", grant.application().orgId())
                .bind("appId", grant.application().appId())
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean isPrincipalOfOrganization(Handle handle, Grant grant) {
        return switch (grant.principal()) {
            case Everyone everyone -> true;
            case OneMember member ->
                exists(
                        handle,
                        grant,
                        "select exists (select 1 from member where organization_id = :organization and member_id = :id"
                                + " and status <> 'resigned')");
            case OneDepartment department ->
                exists(
                        handle,
                        grant,
                        "select exists (select 1 from department where organization_id = :organization and department_id = :id"
                                + " and status = 'active')");
        };
    }

    private static boolean exists(Handle handle, Grant grant, String query) {
        return handle.createQuery(query)
                .bind("organization", grant.organizationId().value())
                .bind("id", grant.principal().id())
                .mapTo(Boolean.class)
                .one();
    }
}
