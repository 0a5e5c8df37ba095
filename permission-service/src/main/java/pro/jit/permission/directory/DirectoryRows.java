package pro.jit.permission.directory;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.DirectoryEntry.DepartmentEntry;
import pro.jit.permission.directory.DirectoryEntry.MemberEntry;
import pro.jit.permission.directory.DirectoryEntry.OrganizationEntry;

/** Reads a row of the read model, or of a rebuild's copy, as the entry it was written from. */
final class DirectoryRows {
    private DirectoryRows() {}

    static OrganizationEntry organization(Handle handle, DirectoryTables tables, OrganizationId id) {
        return handle.createQuery("select org_id, app_id, title, status, revision from " + tables.table("organization")
                        + " where organization_id = :id")
                .bind("id", id.value())
                .map((row, context) -> new OrganizationEntry(
                        id,
                        new ApplicationId(row.getString("org_id"), row.getString("app_id")),
                        row.getString("title"),
                        row.getString("status"),
                        row.getLong("revision")))
                .one();
    }

    static DepartmentEntry department(
            Handle handle, DirectoryTables tables, OrganizationId organization, DepartmentId id) {
        return handle.createQuery("select parent_id, name, status, revision from " + tables.table("department")
                        + " where organization_id = :organization and department_id = :id")
                .bind("organization", organization.value())
                .bind("id", id.value())
                .map((row, context) -> {
                    var parent = row.getObject("parent_id", UUID.class);
                    return new DepartmentEntry(
                            organization,
                            id,
                            parent == null ? null : new DepartmentId(parent),
                            row.getString("name"),
                            row.getString("status"),
                            row.getLong("revision"));
                })
                .one();
    }

    static MemberEntry member(Handle handle, DirectoryTables tables, OrganizationId organization, MemberId id) {
        var departments = departments(handle, tables, organization, id);
        return handle.createQuery(
                        "select open_id, union_id, user_id, tenant_key, name, avatar_url, status, revision from "
                                + tables.table("member") + " where organization_id = :organization and member_id = :id")
                .bind("organization", organization.value())
                .bind("id", id.value())
                .map((row, context) -> new MemberEntry(
                        organization,
                        id,
                        row.getString("open_id"),
                        row.getString("union_id"),
                        row.getString("user_id"),
                        row.getString("tenant_key"),
                        row.getString("name"),
                        row.getString("avatar_url"),
                        MemberStatus.of(row.getString("status")).orElseThrow(),
                        departments,
                        row.getLong("revision")))
                .one();
    }

    private static List<DepartmentId> departments(
            Handle handle, DirectoryTables tables, OrganizationId organization, MemberId member) {
        return handle.createQuery("select department_id from " + tables.table("member_department")
                        + " where organization_id = :organization and member_id = :id order by department_id")
                .bind("organization", organization.value())
                .bind("id", member.value())
                .mapTo(UUID.class)
                .map(DepartmentId::new)
                .list();
    }
}
