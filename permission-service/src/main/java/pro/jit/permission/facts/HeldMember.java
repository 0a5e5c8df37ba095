package pro.jit.permission.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberStatus;

/**
 * A member as the directory has them.
 *
 * @param departments those they are in directly
 */
record HeldMember(
        MemberId memberId,
        String openId,
        @Nullable String unionId,
        @Nullable String userId,
        @Nullable String tenantKey,
        String name,
        @Nullable String picture,
        MemberStatus status,
        List<DepartmentId> departments) {
    HeldMember {
        departments = List.copyOf(departments);
    }

    /** Whether this is the person; a side that names no company contradicts none. */
    boolean is(FeishuIdentity identity) {
        var company = identity.tenantKey();
        if (tenantKey != null && company != null && !tenantKey.equals(company)) {
            return false;
        }
        var union = identity.unionId();
        if (unionId == null || union == null) {
            return openId.equals(identity.openId());
        }
        return unionId.equals(union);
    }
}
