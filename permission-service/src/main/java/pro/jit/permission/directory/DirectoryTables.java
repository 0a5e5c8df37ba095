package pro.jit.permission.directory;

import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.DirectoryEntry.DepartmentEntry;
import pro.jit.permission.directory.DirectoryEntry.MemberEntry;
import pro.jit.permission.directory.DirectoryEntry.OrganizationEntry;

/** The statements that write the read model, or a rebuild's copy of it; each leaves a row of a higher revision alone. */
enum DirectoryTables {
    /** What decisions rest on. */
    LIVE(""),
    /** What a rebuild has read so far. */
    REBUILT("rebuilt_");

    private final String prefix;

    DirectoryTables(String prefix) {
        this.prefix = prefix;
    }

    /** The table of that name. */
    String table(String name) {
        return prefix + name;
    }

    void write(Handle handle, DirectoryEntry entry) {
        switch (entry) {
            case OrganizationEntry organization -> write(handle, organization);
            case DepartmentEntry department -> write(handle, department);
            case MemberEntry member -> write(handle, member);
        }
    }

    private void write(Handle handle, OrganizationEntry entry) {
        handle.createUpdate("insert into " + table("organization") + """
                         as organization (organization_id, org_id, app_id, title, status, revision)
                        values (:id, :orgId, :appId, :title, :status, :revision)
                        on conflict (organization_id) do update
                           set org_id = excluded.org_id, app_id = excluded.app_id, title = excluded.title,
                               status = excluded.status, revision = excluded.revision
                         where organization.revision < excluded.revision
                        """)
                .bind("id", entry.organizationId().value())
                .bind("orgId", entry.application().orgId())
                .bind("appId", entry.application().appId())
                .bind("title", entry.title())
                .bind("status", entry.status())
                .bind("revision", entry.revision())
                .execute();
    }

    private void write(Handle handle, DepartmentEntry entry) {
        var parent = entry.parentId();
        handle.createUpdate("insert into " + table("department") + """
                         as department (organization_id, department_id, parent_id, name, status, revision)
                        values (:organization, :id, :parent, :name, :status, :revision)
                        on conflict (organization_id, department_id) do update
                           set parent_id = excluded.parent_id, name = excluded.name, status = excluded.status,
                               revision = excluded.revision
                         where department.revision < excluded.revision
                        """)
                .bind("organization", entry.organizationId().value())
                .bind("id", entry.departmentId().value())
                .bind("parent", parent == null ? null : parent.value())
                .bind("name", entry.name())
                .bind("status", entry.status())
                .bind("revision", entry.revision())
                .execute();
    }

    private void write(Handle handle, MemberEntry entry) {
        var written = handle.createUpdate("insert into " + table("member") + """
                         as member (organization_id, member_id, open_id, union_id, user_id, tenant_key, name, avatar_url, status, revision)
                        values (:organization, :id, :openId, :unionId, :userId, :tenantKey, :name, :avatarUrl, :status, :revision)
                        on conflict (organization_id, member_id) do update
                           set open_id = excluded.open_id, union_id = excluded.union_id, user_id = excluded.user_id,
                               tenant_key = excluded.tenant_key,
                               name = excluded.name, avatar_url = excluded.avatar_url, status = excluded.status,
                               revision = excluded.revision
                         where member.revision < excluded.revision
                        """)
                .bind("organization", entry.organizationId().value())
                .bind("id", entry.memberId().value())
                .bind("openId", entry.openId())
                .bind("unionId", entry.unionId())
                .bind("userId", entry.userId())
                .bind("tenantKey", entry.tenantKey())
                .bind("name", entry.name())
                .bind("avatarUrl", entry.avatarUrl())
                .bind("status", entry.status().wire())
                .bind("revision", entry.revision())
                .execute();
        if (written == 1) {
            writeDepartments(handle, entry);
        }
    }

    private void writeDepartments(Handle handle, MemberEntry entry) {
        handle.createUpdate("delete from " + table("member_department")
                        + " where organization_id = :organization and member_id = :id")
                .bind("organization", entry.organizationId().value())
                .bind("id", entry.memberId().value())
                .execute();
        if (entry.departments().isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("insert into " + table("member_department")
                + " (organization_id, member_id, department_id) values (:organization, :id, :department)");
        for (var department : entry.departments()) {
            batch.bind("organization", entry.organizationId().value())
                    .bind("id", entry.memberId().value())
                    .bind("department", department.value())
                    .add();
        }
        batch.execute();
    }
}
