package pro.jit.orgsync.directory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.OrganizationId;

/**
 * A person in one organization.
 *
 * @param openId of the organization's Feishu app
 * @param status active, not_activated, not_joined, frozen, resigned or out_of_range
 * @param departments none for people at the root, and for those who have left
 * @param revision 1 at first, one more with every change
 */
public record Member(
        UUID memberId,
        OrganizationId organizationId,
        String openId,
        @Nullable String unionId,
        @Nullable String userId,
        @Nullable String tenantKey,
        String name,
        @Nullable String enName,
        @Nullable String email,
        @Nullable String mobile,
        @Nullable String avatarUrl,
        @Nullable String employeeNo,
        @Nullable String jobTitle,
        String status,
        List<Place> departments,
        long revision,
        Instant createdAt,
        Instant updatedAt) {
    public Member {
        departments = List.copyOf(departments);
    }

    /** One of a person's departments. */
    public record Place(UUID departmentId, String openDepartmentId, String name, boolean primary, boolean leader) {}
}
