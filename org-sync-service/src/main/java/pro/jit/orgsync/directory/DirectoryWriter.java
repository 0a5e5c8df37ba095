package pro.jit.orgsync.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.DirectoryChange.Entity;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.outbox.Outbox;

/** The only way into the directory: writes changes and the events that tell of them, in the caller's transaction. */
@ApplicationScoped
public class DirectoryWriter {
    private static final String DEPARTMENTS = """
            insert into department (department_id, organization_id, open_department_id, name, parent_id, leaders, "order", status, revision,
                created_at, updated_at)
            select c.id, :organization, d.open_department_id, d.name, d.parent_id, d.leaders, d."order", d.status, c.base_revision + 1, :now, :now
            from unnest(cast(:ids as uuid[]), cast(:documents as jsonb[]), cast(:revisions as bigint[])) as c(id, document, base_revision)
            cross join lateral jsonb_to_record(c.document) as d(open_department_id text, name text, parent_id uuid, leaders uuid[],
                "order" bigint, status text)
            where c.base_revision > 0 or not exists (
                select 1 from department o where o.organization_id = :organization and o.open_department_id = d.open_department_id)
            on conflict (department_id) do update set name = excluded.name, parent_id = excluded.parent_id, leaders = excluded.leaders,
                "order" = excluded."order", status = excluded.status, revision = excluded.revision, updated_at = excluded.updated_at
                where department.revision = excluded.revision - 1
            returning department_id
            """;
    private static final String MEMBERS = """
            insert into member (member_id, organization_id, open_id, union_id, user_id, tenant_key, name, en_name, email, mobile, avatar_url,
                employee_no, job_title, status, revision, search_revision, created_at, updated_at)
            select c.id, :organization, m.open_id, m.union_id, m.user_id, m.tenant_key, m.name, m.en_name, m.email, m.mobile, m.avatar_url,
                m.employee_no, m.job_title, m.status, c.base_revision + 1, c.base_revision + 1, :now, :now
            from unnest(cast(:ids as uuid[]), cast(:documents as jsonb[]), cast(:revisions as bigint[])) as c(id, document, base_revision)
            cross join lateral jsonb_to_record(c.document) as m(open_id text, union_id text, user_id text, tenant_key text, name text,
                en_name text, email text, mobile text, avatar_url text, employee_no text, job_title text, status text)
            where c.base_revision > 0 or not exists (
                select 1 from member o
                where o.organization_id = :organization
                  and (o.open_id = m.open_id
                       or (o.union_id = m.union_id and coalesce(o.tenant_key, '') = coalesce(m.tenant_key, ''))))
            on conflict (member_id) do update set open_id = excluded.open_id, union_id = excluded.union_id, user_id = excluded.user_id,
                tenant_key = excluded.tenant_key, name = excluded.name, en_name = excluded.en_name, email = excluded.email,
                mobile = excluded.mobile, avatar_url = excluded.avatar_url, employee_no = excluded.employee_no,
                job_title = excluded.job_title, status = excluded.status, revision = excluded.revision, updated_at = excluded.updated_at,
                search_revision = case when member.search_revision = member.revision then excluded.revision else member.search_revision end
                where member.revision = excluded.revision - 1
            returning member_id
            """;
    private static final String MEMBERSHIPS = """
            insert into membership (member_id, department_id, "primary", leader)
            select c.id, d.department_id, d."primary", d.leader
            from unnest(cast(:ids as uuid[]), cast(:documents as jsonb[])) as c(id, document)
            cross join lateral jsonb_to_recordset(c.document->'departments') as d(department_id uuid, "primary" boolean, leader boolean)
            join department k on k.department_id = d.department_id
            """;

    private final MemberSearch search;
    private final Outbox outbox;
    private final Clock clock;

    DirectoryWriter(MemberSearch search, Outbox outbox, Clock clock) {
        this.search = search;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Applies changes of one kind of entity. One whose entity has changed since it was compared is left out; the next run finds it again.
     *
     * @param organization locked by the caller's transaction
     * @return how many were left out
     */
    public int write(Handle handle, Organization organization, List<DirectoryChange> changes, ChangeCause cause) {
        var now = clock.instant();
        var left = 0;
        for (var entity : Entity.values()) {
            var own =
                    changes.stream().filter(change -> change.entity() == entity).toList();
            if (own.isEmpty()) {
                continue;
            }
            var sql =
                    switch (entity) {
                        case DEPARTMENT -> DEPARTMENTS;
                        case MEMBER -> MEMBERS;
                    };
            var written = rows(handle, sql, organization, own, now);
            var applied =
                    own.stream().filter(change -> written.contains(change.id())).toList();
            if (entity == Entity.MEMBER) {
                place(handle, applied);
                search.write(handle, organization.organizationId(), applied);
            }
            outbox.write(
                    handle,
                    applied.stream()
                            .map(change -> DirectoryEvents.of(organization, change, cause))
                            .toList());
            left += own.size() - applied.size();
        }
        return left;
    }

    private static Set<UUID> rows(
            Handle handle, String sql, Organization organization, List<DirectoryChange> changes, Instant now) {
        return new HashSet<>(handle.createQuery(sql)
                .bind("organization", organization.organizationId().value())
                .bind("now", now)
                .bindArray("ids", String.class, ids(changes))
                .bindArray("documents", String.class, documents(changes))
                .bindArray(
                        "revisions",
                        Long.class,
                        changes.stream().map(DirectoryChange::baseRevision).toList())
                .mapTo(UUID.class)
                .list());
    }

    private static void place(Handle handle, List<DirectoryChange> applied) {
        var moved = applied.stream()
                .filter(change -> change.changed().contains("departments"))
                .toList();
        if (moved.isEmpty()) {
            return;
        }
        handle.createUpdate("delete from membership where member_id = any (cast(:ids as uuid[]))")
                .bindArray("ids", String.class, ids(moved))
                .execute();
        handle.createUpdate(MEMBERSHIPS)
                .bindArray("ids", String.class, ids(moved))
                .bindArray("documents", String.class, documents(moved))
                .execute();
    }

    private static List<@Nullable Object> ids(List<DirectoryChange> changes) {
        return changes.stream()
                .<@Nullable Object>map(change -> change.id().toString())
                .toList();
    }

    private static List<@Nullable Object> documents(List<DirectoryChange> changes) {
        return changes.stream()
                .<@Nullable Object>map(change -> change.document().toString())
                .toList();
    }
}
