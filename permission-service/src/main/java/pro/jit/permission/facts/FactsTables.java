package pro.jit.permission.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberStatus;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.AccessFacts.KnownOrganization;
import pro.jit.permission.facts.Departments.Department;
import pro.jit.permission.grant.Grant;

/** The statements that read an organization whole, or what has changed in it since a version. */
final class FactsTables {
    private static final int FETCH = 5_000;

    private FactsTables() {}

    /**
     * How far an organization is.
     *
     * @param grants the version that last changed a grant
     * @param whole the version that last changed something no row tells
     */
    record Version(long current, long grants, long whole) {}

    static Optional<Version> version(Handle handle, OrganizationId id) {
        return handle.createQuery(
                        "select version, grants_version, whole_version from facts_version where organization_id = :id")
                .bind("id", id.value())
                .map((row, context) -> new Version(
                        row.getLong("version"), row.getLong("grants_version"), row.getLong("whole_version")))
                .findOne();
    }

    /** The current versions of those of these organizations that have one. */
    static Map<OrganizationId, Long> versions(Handle handle, UUID[] organizations) {
        var versions = new HashMap<OrganizationId, Long>();
        handle.createQuery("select organization_id, version from facts_version where organization_id = any(:ids)")
                .bind("ids", organizations)
                .map((row, context) -> Map.entry(
                        new OrganizationId(row.getObject("organization_id", UUID.class)), row.getLong("version")))
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
        return versions;
    }

    static Optional<KnownOrganization> organization(Handle handle, OrganizationId id) {
        return handle.createQuery("select org_id, app_id, status from organization where organization_id = :id")
                .bind("id", id.value())
                .map((row, context) -> new KnownOrganization(
                        id,
                        new ApplicationId(row.getString("org_id"), row.getString("app_id")),
                        row.getString("status").equals("active")))
                .findOne();
    }

    static GrantIndex grants(Handle handle, OrganizationId id) {
        return new GrantIndex(handle.createQuery(
                        "select " + Grant.COLUMNS + " from access_grant where organization_id = :id order by grant_id")
                .bind("id", id.value())
                .map((row, context) -> Grant.of(row))
                .list());
    }

    /** Departments written after that version; 0 is before all. */
    static List<Department> departments(Handle handle, OrganizationId id, long since) {
        return since(handle, id, since, """
                        select department_id, parent_id, name, status from department
                         where organization_id = :id and facts_version > :since
                        """)
                .map((row, context) -> {
                    var parent = row.getObject("parent_id", UUID.class);
                    return new Department(
                            new DepartmentId(row.getObject("department_id", UUID.class)),
                            parent == null ? null : new DepartmentId(parent),
                            row.getString("name"),
                            row.getString("status").equals("active"));
                })
                .list();
    }

    /** Members written after that version, those of the first fetches as well as those of the last as of the handle's snapshot. */
    static List<HeldMember> members(Handle handle, OrganizationId id, long since) {
        var same = new HashMap<Object, Object>();
        return since(handle, id, since, """
                        select member_id, open_id, union_id, user_id, tenant_key, name, avatar_url, status,
                               array(select department_id from member_department sits
                                      where sits.organization_id = member.organization_id
                                        and sits.member_id = member.member_id
                                      order by department_id) as departments
                          from member
                         where organization_id = :id and facts_version > :since
                        """)
                .map((row, context) -> new HeldMember(
                        new MemberId(row.getObject("member_id", UUID.class)),
                        row.getString("open_id"),
                        row.getString("union_id"),
                        row.getString("user_id"),
                        once(same, row.getString("tenant_key")),
                        row.getString("name"),
                        row.getString("avatar_url"),
                        MemberStatus.of(row.getString("status")).orElseThrow(),
                        departments((UUID[]) row.getArray("departments").getArray(), same)))
                .list();
    }

    private static Query since(Handle handle, OrganizationId id, long since, String statement) {
        return handle.createQuery(statement)
                .setFetchSize(FETCH)
                .bind("id", id.value())
                .bind("since", since);
    }

    private static List<DepartmentId> departments(UUID[] ids, Map<Object, Object> same) {
        var departments = new ArrayList<DepartmentId>(ids.length);
        Arrays.stream(ids).forEach(id -> departments.add(once(same, new DepartmentId(id))));
        return departments;
    }

    /** The same object for what is equal: a million members share few departments and one tenant. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends @Nullable Object> T once(Map<Object, Object> same, T value) {
        if (value == null) {
            return value;
        }
        var known = same.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }
}
