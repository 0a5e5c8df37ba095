package pro.jit.permission.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberStatus;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.grant.Grant;

/**
 * All that a decision about one member rests on.
 *
 * @param organization null if unknown
 * @param member null if unknown
 * @param grants of that organization; those that speak of others do no harm
 */
public record AccessFacts(
        @Nullable KnownOrganization organization, @Nullable KnownMember member, List<Grant> grants) {
    public AccessFacts {
        grants = List.copyOf(grants);
    }

    /** An organization and the application it belongs to. */
    public record KnownOrganization(OrganizationId organizationId, ApplicationId application, boolean enabled) {}

    /**
     * A member and where they sit.
     *
     * @param departmentPaths for each department the member is in directly: that department first, then the ones above it. A path ends below a
     *     department that is removed or not known
     */
    public record KnownMember(
            MemberId memberId,
            String name,
            @Nullable String picture,
            String openId,
            @Nullable String userId,
            MemberStatus status,
            List<List<KnownDepartment>> departmentPaths) {
        public KnownMember {
            departmentPaths = departmentPaths.stream().map(List::copyOf).toList();
        }
    }

    /** A department on a path. */
    public record KnownDepartment(DepartmentId departmentId, String name) {}
}
