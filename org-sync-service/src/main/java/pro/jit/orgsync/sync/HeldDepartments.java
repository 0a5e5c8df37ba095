package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.feishu.FeishuRecord.Understood;
import pro.jit.orgsync.organization.OrganizationId;

/** What we hold of departments, asked by Feishu's ids. */
@ApplicationScoped
class HeldDepartments {
    private final Jdbi jdbi;

    HeldDepartments(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Those of these departments that we know and that are there. */
    Set<String> active(OrganizationId id, Collection<String> departments) {
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery("""
                        select open_department_id from department
                        where organization_id = :organization and status = 'active' and open_department_id = any (:departments)
                        """)
                .bind("organization", id.value())
                .bindArray("departments", String.class, departments)
                .mapTo(String.class)
                .list()));
    }

    /** Open ids of a department's leaders, the main one first; none if we do not know it. */
    List<String> leaders(OrganizationId id, String department) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select m.open_id from department d
                        cross join lateral unnest(d.leaders) with ordinality as l(member_id, place)
                        join member m on m.member_id = l.member_id
                        where d.organization_id = :organization and d.open_department_id = :department order by l.place
                        """)
                .bind("organization", id.value())
                .bind("department", department)
                .mapTo(String.class)
                .list());
    }

    /** Open ids of the people directly in these departments. */
    List<String> peopleOf(OrganizationId id, Collection<String> departments) {
        return records(id, departments).stream().map(Understood::openId).toList();
    }

    /** The same people, as records that say nothing new of them. */
    List<Understood> records(OrganizationId id, Collection<String> departments) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct m.open_id, m.union_id, m.name from member m
                        join membership s on s.member_id = m.member_id join department d on d.department_id = s.department_id
                        where m.organization_id = :organization and m.status not in ('resigned', 'out_of_range')
                          and d.open_department_id = any (:departments)
                        """)
                .bind("organization", id.value())
                .bindArray("departments", String.class, departments)
                .map((row, context) -> new Understood(
                        row.getString("open_id"),
                        row.getString("union_id"),
                        row.getString("name"),
                        JsonNodeFactory.instance.objectNode()))
                .list());
    }

    /**
     * Whether the tree is still one: above each of these departments there are only departments that are there, without a circle, and below those
     * that are gone there is nothing.
     */
    boolean isTree(Handle handle, OrganizationId id, Collection<String> touched) {
        return handle.createQuery("""
                        with recursive touched as (
                            select department_id, parent_id, status from department
                            where organization_id = :organization and open_department_id = any (:touched)
                        ), up(parent_id, depth) as (
                            select parent_id, 1 from touched where status = 'active'
                            union all
                            select d.parent_id, u.depth + 1 from up u join department d on d.department_id = u.parent_id where u.depth < 100
                        )
                        select not exists (select 1 from up where depth >= 100)
                           and not exists (select 1 from up join department d on d.department_id = up.parent_id where d.status <> 'active')
                           and not exists (select 1 from touched t join department d on d.parent_id = t.department_id
                                           where t.status <> 'active' and d.status = 'active')
                        """)
                .bind("organization", id.value())
                .bindArray("touched", String.class, touched)
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether nobody who has not left is in these departments any more. */
    boolean areEmpty(Handle handle, OrganizationId id, Collection<String> departments) {
        return handle.createQuery("""
                        select not exists (
                            select 1 from department d join membership s on s.department_id = d.department_id
                            where d.organization_id = :organization and d.open_department_id = any (:departments))
                        """)
                .bind("organization", id.value())
                .bindArray("departments", String.class, departments)
                .mapTo(Boolean.class)
                .one();
    }

    /** Forgets what a reading wrote down on its way. */
    void clear(Handle handle, UUID reading) {
        handle.createUpdate("delete from sync_change where run_id = :reading")
                .bind("reading", reading)
                .execute();
    }
}
