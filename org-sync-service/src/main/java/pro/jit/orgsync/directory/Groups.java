package pro.jit.orgsync.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.directory.Group.Part;
import pro.jit.orgsync.organization.OrganizationId;

/** The departments that are there, each as a group of those directly in it. */
@ApplicationScoped
public class Groups {
    private static final String THERE =
            " from department d where d.organization_id = :organization and d.status = 'active' and ";

    private final Jdbi jdbi;

    Groups(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * In the order they were first read.
     *
     * @param offset how many to pass over
     * @param limit how many at most
     * @param members whether with those in them
     */
    public Slice<Group> find(
            OrganizationId organization,
            Condition<DepartmentField> condition,
            long offset,
            int limit,
            boolean members) {
        var wanted = new ConditionSql(condition);
        return jdbi.inTransaction(handle -> {
            var count = handle.createQuery("select count(*)" + THERE + wanted.sql())
                    .bind("organization", organization.value());
            wanted.bind(count);
            var query = handle.createQuery(
                            "select d.department_id, d.open_department_id, d.name, d.created_at, d.updated_at" + THERE
                                    + wanted.sql() + " order by d.department_id offset :offset limit :limit")
                    .bind("organization", organization.value())
                    .bind("offset", offset)
                    .bind("limit", limit);
            wanted.bind(query);
            var total = count.mapTo(Long.class).one();
            var found = query.map((row, context) -> group(row)).list();
            return new Slice<>(members ? withMembers(handle, found) : found, total);
        });
    }

    /** How many are directly in the departments of one such page. */
    public long membersOf(OrganizationId organization, Condition<DepartmentField> condition, long offset, int limit) {
        var wanted = new ConditionSql(condition);
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(
                            "select count(*) from membership p where p.department_id in (select d.department_id" + THERE
                                    + wanted.sql() + " order by d.department_id offset :offset limit :limit)")
                    .bind("organization", organization.value())
                    .bind("offset", offset)
                    .bind("limit", limit);
            wanted.bind(query);
            return query.mapTo(Long.class).one();
        });
    }

    private static List<Group> withMembers(Handle handle, List<Group> groups) {
        var ids = groups.stream().map(group -> group.departmentId().toString()).toList();
        Map<UUID, List<Part>> parts = new HashMap<>();
        handle.createQuery("""
                        select p.department_id as group_id, m.member_id as id, m.name, true as person
                        from membership p join member m on m.member_id = p.member_id
                        where p.department_id = any (cast(:ids as uuid[]))
                        union all
                        select d.parent_id, d.department_id, d.name, false
                        from department d where d.parent_id = any (cast(:ids as uuid[])) and d.status = 'active'
                        order by person desc, id
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> Map.entry(
                        Objects.requireNonNull(row.getObject("group_id", UUID.class)),
                        new Part(
                                Objects.requireNonNull(row.getObject("id", UUID.class)),
                                row.getString("name"),
                                row.getBoolean("person"))))
                .forEach(part -> parts.computeIfAbsent(part.getKey(), id -> new ArrayList<>())
                        .add(part.getValue()));
        return groups.stream()
                .map(group -> group.with(parts.getOrDefault(group.departmentId(), List.of())))
                .toList();
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                Objects.requireNonNull(row.getObject("department_id", UUID.class)),
                row.getString("open_department_id"),
                row.getString("name"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                List.of());
    }
}
