package pro.jit.permission.grant;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.problem.FieldError;

/** Whether a department can be put somewhere else. */
final class DepartmentMoves {
    private static final String DEPARTMENT = "move_department.department_id";
    private static final String PARENT = "move_department.new_parent_id";

    private DepartmentMoves() {}

    /**
     * A move that can be made.
     *
     * @param newParentId null for the first level
     */
    record DepartmentMove(
            OrganizationId organizationId,
            DepartmentId departmentId,
            @Nullable DepartmentId newParentId) {}

    /** The move, or null with what is wrong added to {@code errors}. */
    static @Nullable DepartmentMove check(
            Handle handle, ApplicationId application, WhatIfResource.Move move, List<FieldError> errors) {
        var department = id(move.departmentId());
        var parent = id(move.newParentId());
        var parentIsWrong = parent.isEmpty() && move.newParentId() != null;
        if (department.isEmpty()) {
            errors.add(new FieldError(DEPARTMENT, move.departmentId() == null ? "is missing" : "is not a UUID"));
        }
        if (parentIsWrong) {
            errors.add(new FieldError(PARENT, "is not a UUID"));
        }
        if (department.isEmpty() || parentIsWrong) {
            return null;
        }
        var organization = organizationOf(handle, application, department.get());
        if (organization.isEmpty()) {
            errors.add(new FieldError(DEPARTMENT, "is no department of this application, or one that is gone"));
            return null;
        }
        if (parent.isPresent()) {
            if (!organizationOf(handle, application, parent.get()).equals(organization)) {
                errors.add(new FieldError(PARENT, "is no department of the same organization, or one that is gone"));
                return null;
            }
            if (isWithin(handle, organization.get(), parent.get(), department.get())) {
                errors.add(
                        new FieldError(PARENT, "is the department itself or one below it: the tree would be a circle"));
                return null;
            }
        }
        return new DepartmentMove(
                new OrganizationId(organization.get()),
                new DepartmentId(department.get()),
                parent.map(DepartmentId::new).orElse(null));
    }

    private static Optional<UUID> id(@Nullable String value) {
        return Optional.ofNullable(value).flatMap(Wire::uuid);
    }

    private static Optional<UUID> organizationOf(Handle handle, ApplicationId application, UUID department) {
        return handle.createQuery("""
                        select organization_id from department join organization using (organization_id)
                         where department_id = :department and org_id = :orgId and app_id = :appId
                           and department.status = 'active' and organization.status <> 'deleted'
                        """)
                .bind("department", department)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .mapTo(UUID.class)
                .findFirst();
    }

    private static boolean isWithin(Handle handle, UUID organization, UUID below, UUID department) {
        return handle.createQuery("""
                        with recursive above as (
                            select department_id, parent_id from department
                             where organization_id = :organization and department_id = :below
                            union
                            select parent.department_id, parent.parent_id
                              from above join department parent
                                on parent.organization_id = :organization and parent.department_id = above.parent_id)
                        select exists (select 1 from above where department_id = :department)
                        """)
                .bind("organization", organization)
                .bind("below", below)
                .bind("department", department)
                .mapTo(Boolean.class)
                .one();
    }
}
