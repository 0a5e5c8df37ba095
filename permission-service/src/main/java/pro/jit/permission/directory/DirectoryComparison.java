package pro.jit.permission.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Compares, in the database, the directory as it is with the one a rebuild has read. */
final class DirectoryComparison {
    private DirectoryComparison() {}

    /** What is to be done about a row. */
    enum Action {
        /** Kafka tells of it, and we do not have it. */
        ADD,
        /** We have it, and not as Kafka tells it. */
        CORRECT,
        /** Kafka tells nothing of it. */
        REMOVE,
        /** It is newer than what was read. */
        LEAVE
    }

    /**
     * A row that is not the same.
     *
     * @param live the revision we have; null if none
     * @param rebuilt the revision that was read; null if none
     * @param suspect whether it was beyond what Kafka told for longer than an event is on its way
     */
    record Difference(
            Entity entity,
            OrganizationId organizationId,
            UUID id,
            @Nullable Long live,
            @Nullable Long rebuilt,
            boolean suspect) {
        Action action() {
            if (rebuilt == null) {
                return suspect ? Action.REMOVE : Action.LEAVE;
            }
            if (live == null) {
                return Action.ADD;
            }
            return live <= rebuilt || suspect ? Action.CORRECT : Action.LEAVE;
        }
    }

    /** Empties what was read before. */
    static void clear(Handle handle) {
        handle.execute("truncate rebuilt_organization, rebuilt_department, rebuilt_member, rebuilt_member_department,"
                + " rebuild_suspect");
    }

    /** Notes every row that is beyond what was read, and says how many there are. */
    static int noteSuspects(Handle handle) {
        var noted = 0;
        for (var entity : Entity.values()) {
            noted += handle.execute("""
                    insert into rebuild_suspect (kind, organization_id, entity_id, revision)
                    select '%1$s', l.organization_id, l.%2$s, l.revision
                      from %1$s l left join rebuilt_%1$s r on r.organization_id = l.organization_id and r.%2$s = l.%2$s
                     where r.revision is null or l.revision > r.revision
                    """.formatted(entity.table(), entity.id()));
        }
        return noted;
    }

    /** The organizations in which anything is not the same. */
    static SortedSet<OrganizationId> organizations(Handle handle) {
        var organizations = new TreeSet<OrganizationId>();
        for (var entity : Entity.values()) {
            handle.createQuery("select distinct organization_id from (" + query(entity, "") + ") difference")
                    .mapTo(UUID.class)
                    .map(OrganizationId::new)
                    .forEach(organizations::add);
        }
        return organizations;
    }

    /** What is not the same in one organization: itself, then its departments, then its members. */
    static List<Difference> of(Handle handle, OrganizationId organization) {
        var differences = new ArrayList<Difference>();
        for (var entity : Entity.values()) {
            differences.addAll(handle.createQuery(query(entity, "where organization_id = :organization"))
                    .bind("organization", organization.value())
                    .map((row, context) -> difference(entity, row))
                    .list());
        }
        return differences;
    }

    /** How many rows of this kind would be removed. */
    static long removals(Handle handle, Entity entity) {
        return handle.createQuery(
                        "select count(*) from (" + query(entity, "") + ") difference where rebuilt is null and suspect")
                .mapTo(Long.class)
                .one();
    }

    /** How many rows of this kind there are. */
    static long rows(Handle handle, Entity entity) {
        return handle.createQuery("select count(*) from " + entity.table())
                .mapTo(Long.class)
                .one();
    }

    private static String query(Entity entity, String where) {
        var different = entity.values("l") + " is distinct from " + entity.values("r");
        if (entity == Entity.MEMBER) {
            different += " or " + departments("", "l") + " is distinct from " + departments("rebuilt_", "r");
        }
        return """
                select coalesce(l.organization_id, r.organization_id) as organization_id, coalesce(l.%2$s, r.%2$s) as id,
                       l.revision as live, r.revision as rebuilt, s.entity_id is not null as suspect
                  from (select * from %1$s %3$s) l
                  full join (select * from rebuilt_%1$s %3$s) r on r.organization_id = l.organization_id and r.%2$s = l.%2$s
                  left join rebuild_suspect s
                    on s.kind = '%1$s' and s.organization_id = l.organization_id and s.entity_id = l.%2$s and s.revision = l.revision
                 where %4$s
                """.formatted(entity.table(), entity.id(), where, different);
    }

    private static String departments(String prefix, String alias) {
        return """
                array(select d.department_id from %1$smember_department d
                       where d.organization_id = %2$s.organization_id and d.member_id = %2$s.member_id order by 1)
                """.formatted(prefix, alias);
    }

    private static Difference difference(Entity entity, ResultSet row) throws SQLException {
        return new Difference(
                entity,
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getObject("id", UUID.class),
                row.getObject("live", Long.class),
                row.getObject("rebuilt", Long.class),
                row.getBoolean("suspect"));
    }
}
