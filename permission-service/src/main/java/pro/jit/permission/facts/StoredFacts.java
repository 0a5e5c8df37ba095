package pro.jit.permission.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberStatus;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.AccessFacts.KnownDepartment;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.facts.AccessFacts.KnownOrganization;
import pro.jit.permission.facts.Departments.Department;
import pro.jit.permission.grant.Grant;

/** Facts read from the database within a transaction, for one member or for many of one organization with the same few statements. */
@ApplicationScoped
public class StoredFacts {
    /** The facts of each of these members; of one that is not known, facts without a member. */
    public Map<MemberId, AccessFacts> load(Handle handle, OrganizationId id, Collection<MemberId> members) {
        var organization = organization(handle, id);
        var memberIds = members.stream().map(MemberId::value).toArray(UUID[]::new);
        var direct = directDepartments(handle, id, memberIds);
        var above = departmentsAbove(handle, id, direct);
        var tree = Departments.of(above);
        var rows = memberRows(handle, id, memberIds);
        var grants = grants(
                handle,
                id,
                rows.keySet(),
                above.stream()
                        .map(department -> department.departmentId().value())
                        .toList());
        var facts = new HashMap<MemberId, AccessFacts>();
        for (var memberId : members) {
            var row = rows.get(memberId.value());
            var member = row == null ? null : row.member(tree.paths(direct.getOrDefault(memberId.value(), List.of())));
            facts.put(memberId, new AccessFacts(organization, member, grants));
        }
        return facts;
    }

    /** The organization alone; null if unknown. */
    public @Nullable KnownOrganization organization(Handle handle, OrganizationId id) {
        return FactsTables.organization(handle, id).orElse(null);
    }

    private static Map<UUID, MemberRow> memberRows(Handle handle, OrganizationId id, UUID[] members) {
        var rows = new HashMap<UUID, MemberRow>();
        handle.createQuery("""
                        select member_id, name, avatar_url, open_id, user_id, status from member
                         where organization_id = :organization and member_id = any(:members)
                        """)
                .bind("organization", id.value())
                .bind("members", members)
                .map((row, context) -> new MemberRow(
                        row.getObject("member_id", UUID.class),
                        row.getString("name"),
                        row.getString("avatar_url"),
                        row.getString("open_id"),
                        row.getString("user_id"),
                        MemberStatus.of(row.getString("status")).orElseThrow()))
                .forEach(row -> rows.put(row.memberId(), row));
        return rows;
    }

    private static Map<UUID, List<DepartmentId>> directDepartments(Handle handle, OrganizationId id, UUID[] members) {
        var departments = new HashMap<UUID, List<DepartmentId>>();
        handle.createQuery("""
                        select member_id, department_id from member_department
                         where organization_id = :organization and member_id = any(:members)
                         order by member_id, department_id
                        """)
                .bind("organization", id.value())
                .bind("members", members)
                .map((row, context) -> Map.entry(
                        row.getObject("member_id", UUID.class),
                        new DepartmentId(row.getObject("department_id", UUID.class))))
                .forEach(row -> departments
                        .computeIfAbsent(row.getKey(), member -> new ArrayList<>())
                        .add(row.getValue()));
        return departments;
    }

    /** Union, not union all: a circle of parents, should events ever tell of one, ends. */
    private static List<Department> departmentsAbove(
            Handle handle, OrganizationId id, Map<UUID, List<DepartmentId>> direct) {
        var start = direct.values().stream()
                .flatMap(List::stream)
                .distinct()
                .map(DepartmentId::value)
                .toArray(UUID[]::new);
        if (start.length == 0) {
            return List.of();
        }
        return handle.createQuery("""
                        with recursive above as (
                            select department_id, parent_id, name from department
                             where organization_id = :organization and department_id = any(:start) and status = 'active'
                            union
                            select parent.department_id, parent.parent_id, parent.name
                              from above join department parent
                                on parent.organization_id = :organization and parent.department_id = above.parent_id
                             where parent.status = 'active')
                        select department_id, parent_id, name from above
                        """)
                .bind("organization", id.value())
                .bind("start", start)
                .map((row, context) -> {
                    var parent = row.getObject("parent_id", UUID.class);
                    return new Department(
                            new DepartmentId(row.getObject("department_id", UUID.class)),
                            parent == null ? null : new DepartmentId(parent),
                            row.getString("name"),
                            true);
                })
                .list();
    }

    private static List<Grant> grants(
            Handle handle, OrganizationId id, Collection<UUID> members, Collection<UUID> departments) {
        return handle.createQuery("select " + Grant.COLUMNS + """
                         from access_grant
                        where organization_id = :organization
                          and (principal_type = 'everyone'
                               or principal_type = 'member' and principal_id = any(:members)
                               or principal_type = 'department' and principal_id = any(:departments))
                        order by grant_id
                        """)
                .bind("organization", id.value())
                .bind("members", members.toArray(UUID[]::new))
                .bind("departments", departments.toArray(UUID[]::new))
                .map((row, context) -> Grant.of(row))
                .list();
    }

    private record MemberRow(
            UUID memberId,
            String name,
            @Nullable String picture,
            String openId,
            @Nullable String userId,
            MemberStatus status) {
        KnownMember member(List<List<KnownDepartment>> paths) {
            return new KnownMember(new MemberId(memberId), name, picture, openId, userId, status, paths);
        }
    }
}
