package pro.jit.orgsync.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.OrganizationId;

/** Looks departments up, always within one organization. */
@ApplicationScoped
class DepartmentRepository {
    // Feishu is believed to send a tree; "union" and the depth keep a circle from going on for ever.
    private static final String LIST = """
            with page as (
                select * from department d
                where d.organization_id = :organization
                  and (:any or d.department_id = any(:among))
                  and (cast(:parent as uuid) is null or d.parent_id = :parent)
                  and (not :firstLevel or d.parent_id is null)
                  and (cast(:status as text) is null or d.status = :status)
                  and (cast(:text as text) is null or strpos(lower(d.name), lower(:text)) > 0)
                  and (d."order", d.department_id) > (:afterOrder, :afterId)
                order by d."order", d.department_id limit :limit
            )
            select p.*, path.names, people.members,
                   exists (select 1 from department c where c.parent_id = p.department_id and c.status = 'active') as has_below
            from page p
            cross join lateral (
                with recursive up(name, parent_id, depth) as (
                    select p.name, p.parent_id, 1
                    union
                    select d.name, d.parent_id, u.depth + 1 from up u join department d on d.department_id = u.parent_id where u.depth < 100
                )
                select string_agg(name, '/' order by depth desc) as names from up) path
            cross join lateral (
                with recursive down(department_id) as (
                    select p.department_id
                    union
                    select d.department_id from down w join department d on d.parent_id = w.department_id
                )
                select count(distinct s.member_id) as members
                from down w join membership s on s.department_id = w.department_id) people
            order by p."order", p.department_id
            """;

    private final Jdbi jdbi;

    DepartmentRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Which departments are wanted.
     *
     * @param among these alone; none for all
     * @param parent directly below it; null for all
     * @param firstLevel those without a parent
     * @param status null for all
     * @param text what the name must contain, case aside; null for all
     * @param afterOrder where the last page ended
     * @param afterId likewise
     */
    record Wanted(
            List<UUID> among,
            @Nullable UUID parent,
            boolean firstLevel,
            @Nullable String status,
            @Nullable String text,
            long afterOrder,
            UUID afterId,
            int limit) {
        Wanted {
            among = List.copyOf(among);
        }
    }

    List<Department> list(OrganizationId organization, Wanted wanted) {
        return jdbi.withHandle(handle -> handle.createQuery(LIST)
                .bind("organization", organization.value())
                .bind("any", wanted.among().isEmpty())
                .bindArray("among", UUID.class, wanted.among())
                .bind("parent", wanted.parent())
                .bind("firstLevel", wanted.firstLevel())
                .bind("status", wanted.status())
                .bind("text", wanted.text())
                .bind("afterOrder", wanted.afterOrder())
                .bind("afterId", wanted.afterId())
                .bind("limit", wanted.limit())
                .map((row, context) -> department(row))
                .list());
    }

    private static Department department(ResultSet row) throws SQLException {
        return new Department(
                row.getObject("department_id", UUID.class),
                row.getString("open_department_id"),
                row.getString("name"),
                row.getObject("parent_id", UUID.class),
                row.getString("names"),
                List.of((UUID[]) row.getArray("leaders").getArray()),
                row.getBoolean("has_below"),
                row.getInt("members"),
                row.getLong("order"),
                row.getString("status"),
                row.getLong("revision"));
    }
}
