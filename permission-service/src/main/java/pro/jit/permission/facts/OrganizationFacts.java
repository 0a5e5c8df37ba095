package pro.jit.permission.facts;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.facts.AccessFacts.KnownOrganization;
import pro.jit.permission.facts.Departments.Department;
import pro.jit.permission.grant.Grant;

/**
 * What every decision about one organization rests on, in memory, as the database had it at one moment. Immutable: what changes is another one,
 * which shares what is the same.
 */
public final class OrganizationFacts {
    private final KnownOrganization organization;
    private final HeldMembers members;
    private final Departments departments;
    private final GrantIndex grants;

    OrganizationFacts(KnownOrganization organization, HeldMembers members, Departments departments, GrantIndex grants) {
        this.organization = organization;
        this.members = members;
        this.departments = departments;
        this.grants = grants;
    }

    /** The organization and its application. */
    public KnownOrganization organization() {
        return organization;
    }

    /** Everyone the directory knows, whatever their status, in no order. */
    public Stream<MemberId> members() {
        return members.all().map(HeldMember::memberId);
    }

    /** How many {@link #members()} there are. */
    public int size() {
        return members.size();
    }

    /** Whether the directory knows this member, whatever their status. */
    public boolean has(MemberId id) {
        return members.get(id) != null;
    }

    /** The member who is this person. */
    public Optional<MemberId> find(FeishuIdentity identity) {
        return members.find(identity).map(HeldMember::memberId);
    }

    /** The facts of a decision about this person; without a member if they are not known. */
    public AccessFacts of(FeishuIdentity identity) {
        return find(identity).map(this::of).orElseGet(() -> new AccessFacts(organization, null, List.of()));
    }

    /** The facts of a decision about this member; without a member if there is none of this id. */
    public AccessFacts of(MemberId id) {
        var held = members.get(id);
        if (held == null) {
            return new AccessFacts(organization, null, List.of());
        }
        var member = new KnownMember(
                id,
                held.name(),
                held.picture(),
                held.openId(),
                held.userId(),
                held.status(),
                departments.paths(held.departments()));
        return new AccessFacts(organization, member, grants.near(member));
    }

    /** Whether the department is there and not removed. */
    public boolean hasDepartment(DepartmentId id) {
        var department = departments.get(id);
        return department != null && department.active();
    }

    /** The same with other grants. */
    public OrganizationFacts withGrants(Collection<Grant> added, Collection<UUID> removed) {
        return new OrganizationFacts(organization, members, departments, grants.with(added, Set.copyOf(removed)));
    }

    /**
     * The same with a department, and all below it, elsewhere.
     *
     * @param parent null for the first level
     * @throws IllegalArgumentException if there is no such department
     */
    public OrganizationFacts withDepartmentMoved(DepartmentId id, @Nullable DepartmentId parent) {
        if (!hasDepartment(id)) {
            throw new IllegalArgumentException("no such department");
        }
        var before = Objects.requireNonNull(departments.get(id));
        var moved = departments.with(List.of(new Department(id, parent, before.name(), before.active())));
        return new OrganizationFacts(organization, members, moved, grants);
    }

    /** The same as the database has it later. */
    OrganizationFacts with(
            KnownOrganization now,
            Collection<HeldMember> changedMembers,
            Collection<Department> changedDepartments,
            @Nullable GrantIndex changedGrants) {
        return new OrganizationFacts(
                now,
                changedMembers.isEmpty() ? members : members.with(changedMembers),
                changedDepartments.isEmpty() ? departments : departments.with(changedDepartments),
                changedGrants == null ? grants : changedGrants);
    }
}
