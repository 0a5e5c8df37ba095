package pro.jit.permission.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one entity of the directory as org-sync-service told it. A higher {@code revision} of the same entity replaces a lower one,
 * whatever the order they arrive in.
 */
public sealed interface DirectoryEntry {
    OrganizationId organizationId();

    long revision();

    /**
     * An organization.
     *
     * @param status {@code active}, {@code disabled} or {@code deleted}
     */
    record OrganizationEntry(
            OrganizationId organizationId, ApplicationId application, String title, String status, long revision)
            implements DirectoryEntry {
        boolean enabled() {
            return status.equals("active");
        }
    }

    /**
     * A department.
     *
     * @param parentId null on the first level
     * @param status {@code active} or {@code removed}
     */
    record DepartmentEntry(
            OrganizationId organizationId,
            DepartmentId departmentId,
            @Nullable DepartmentId parentId,
            String name,
            String status,
            long revision)
            implements DirectoryEntry {}

    /**
     * A member.
     *
     * @param unionId null where Feishu gave none
     * @param userId null where Feishu gave none; told to others, never decided by, as an administrator may change it
     * @param departments those the member is in directly; none for people at the root
     */
    record MemberEntry(
            OrganizationId organizationId,
            MemberId memberId,
            String openId,
            @Nullable String unionId,
            @Nullable String userId,
            @Nullable String tenantKey,
            String name,
            @Nullable String avatarUrl,
            MemberStatus status,
            List<DepartmentId> departments,
            long revision)
            implements DirectoryEntry {
        public MemberEntry {
            departments = List.copyOf(departments);
        }
    }
}
