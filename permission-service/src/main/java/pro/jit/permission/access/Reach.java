package pro.jit.permission.access;

import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.grant.Grant;

/** Whose access a change may alter. */
public sealed interface Reach {
    OrganizationId organizationId();

    /** Those a grant speaks of; the grant is made, changed, removed, begins or ends. */
    record OfGrant(Grant grant) implements Reach {
        @Override
        public OrganizationId organizationId() {
            return grant.organizationId();
        }
    }

    /** One person, whose row changes. */
    record OfMember(OrganizationId organizationId, MemberId memberId) implements Reach {}

    /** The people in a department and below it; it moves, comes or goes. */
    record OfDepartment(OrganizationId organizationId, DepartmentId departmentId) implements Reach {}
}
