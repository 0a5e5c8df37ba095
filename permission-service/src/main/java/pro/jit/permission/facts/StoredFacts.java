package pro.jit.permission.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberStatus;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.AccessFacts.KnownDepartment;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.facts.AccessFacts.KnownOrganization;
import pro.jit.permission.grant.Grant;

/** Facts read from the database within a transaction, for one member or for many of one organization with the same few statements. */
@ApplicationScoped
public class StoredFacts {
    /** The facts of each of these members; of one that is not known, facts without a member. */
    public Map<MemberId, AccessFacts> load(Handle handle, OrganizationId id, Collection<MemberId> members) {
        var organization = organization(handle, id);
        var memberIds = members.stream().map(MemberId::value).toArray(UUID[]::new);
        var direct = directDepartments(handle, id, memberIds);
        var departments = departmentsAbove(handle, id, direct);
        var rows = memberRows(handle, id, memberIds);
        var grants = grants(handle, id, rows.keySet(), departments.keySet());
        var facts = new HashMap<MemberId, AccessFacts>();
        for (var memberId : members) {
            var row = rows.get(memberId.value());
            var member = row == null
                    ? null
                    : row.member(paths(direct.getOrDefault(memberId.value(), List.of()), departments));
            facts.put(memberId, new AccessFacts(organization, member, grants));
        }
        return facts;
    }

    /** The organization alone; null if unknown. */
    public @Nullable KnownOrganization organization(Handle handle, OrganizationId id) {
        return handle.createQuery("select org_id, app_id, status from organization where organization_id = :id")
                .bind("id", id.value())
                .map((row, context) -> new KnownOrganization(
                        id,
                        new ApplicationId(row.getString("org_id"), row.getString("app_id")),
                        row.getString("status").equals("active")))
                .findOne()
                .orElse(null);
    }

    private static Map<UUID, MemberRow> memberRows(Handle handle, OrganizationId id, UUID[] members) {
        var rows = new HashMap<UUID, MemberRow>();
        handle.createQuery("""
                        select member_id, name, avatar_url, open_id, status from member
                         where organization_id = :organization and member_id = any(:members)
                        """)
                .bind("organization", id.value())
                .bind("members", members)
                .map((row, context) -> new MemberRow(
                        row.getObject("member_id", UUID.class),
                        row.getString("name"),
                        row.getString("avatar_url"),
                        row.getString("open_id"),
                        MemberStatus.of(row.getString("status")).orElseThrow()))
                .forEach(row -> rows.put(row.memberId(), row));
        return rows;
    }

    private static Map<UUID, List<UUID>> directDepartments(Handle handle, OrganizationId id, UUID[] members) {
        var departments = new HashMap<UUID, List<UUID>>();
        handle.createQuery("""
                        select member_id, department_id from member_department
                         where organization_id = :organization and member_id = any(:members)
                         order by member_id, department_id
                        """)
                .bind("organization", id.value())
                .bind("members", members)
                .map((row, context) ->
                        Map.entry(row.getObject("member_id", UUID.class), row.getObject("department_id", UUID.class)))
                .forEach(row -> departments
                        .computeIfAbsent(row.getKey(), member -> new ArrayList<>())
                        .add(row.getValue()));
        return departments;
    }

    /** Union, not union all: a circle of parents, should events ever tell of one, ends. */
    private static Map<UUID, DepartmentRow> departmentsAbove(
            Handle handle, OrganizationId id, Map<UUID, List<UUID>> direct) {
        var start = direct.values().stream().flatMap(List::stream).distinct().toArray(UUID[]::new);
        var departments = new HashMap<UUID, DepartmentRow>();
        if (start.length == 0) {
            return departments;
        }
        handle.createQuery("""
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
                .map((row, context) -> new DepartmentRow(
                        row.getObject("department_id", UUID.class),
                        row.getObject("parent_id", UUID.class),
                        row.getString("name")))
                .forEach(row -> departments.put(row.departmentId(), row));
        return departments;
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

    private static List<List<KnownDepartment>> paths(List<UUID> direct, Map<UUID, DepartmentRow> departments) {
        return direct.stream()
                .map(start -> path(start, departments))
                .filter(path -> !path.isEmpty())
                .toList();
    }

    private static List<KnownDepartment> path(UUID start, Map<UUID, DepartmentRow> departments) {
        var path = new ArrayList<KnownDepartment>();
        Set<UUID> seen = new HashSet<>();
        for (@Nullable UUID id = start; id != null && seen.add(id); ) {
            var row = departments.get(id);
            if (row == null) {
                break;
            }
            path.add(new KnownDepartment(new DepartmentId(id), row.name()));
            id = row.parentId();
        }
        return path;
    }

    private record DepartmentRow(
            UUID departmentId, @Nullable UUID parentId, String name) {}

    private record MemberRow(
            UUID memberId, String name, @Nullable String picture, String openId, MemberStatus status) {
        KnownMember member(List<List<KnownDepartment>> paths) {
            return new KnownMember(new MemberId(memberId), name, picture, openId, status, paths);
        }
    }
}
