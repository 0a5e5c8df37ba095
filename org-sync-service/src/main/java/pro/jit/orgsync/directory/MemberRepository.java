package pro.jit.orgsync.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.Member.Place;
import pro.jit.orgsync.organization.OrganizationId;

/** Looks members up, always within one organization. */
@ApplicationScoped
class MemberRepository {
    private static final String IN_ONE_DEPARTMENT =
            " and m.member_id in (select p.member_id from membership p where p.department_id = :department)";
    private static final String IN_ANY_DEPARTMENT_BELOW = """
             and m.member_id in (
                with recursive below as (
                    select cast(:department as uuid) as department_id
                    union
                    select d.department_id from department d join below b on d.parent_id = b.department_id where d.status = 'active')
                select p.member_id from membership p join below b on b.department_id = p.department_id)
            """;
    private static final String IN_NO_DEPARTMENT =
            " and not exists (select 1 from membership p where p.member_id = m.member_id)";
    private static final String COLUMNS = """
            select m.*, coalesce((
                       select jsonb_agg(jsonb_build_object('department_id', d.department_id, 'open_department_id', d.open_department_id,
                                                           'name', d.name, 'primary', p."primary", 'leader', p.leader)
                                        order by p."primary" desc, d.name, d.department_id)
                       from membership p join department d on d.department_id = p.department_id
                       where p.member_id = m.member_id), '[]') as departments
            from member m
            """;

    private final Jdbi jdbi;
    private final ObjectMapper json;

    MemberRepository(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /**
     * Which members are wanted.
     *
     * @param department null for all, the nil UUID for people of no department
     * @param recursive whether those of its sub-departments too
     * @param beginnings any of which a {@linkplain SearchKeys search key} must begin with; none for all
     * @param status null for all
     * @param among these alone; none for all
     */
    record Wanted(
            @Nullable UUID department,
            boolean recursive,
            List<String> beginnings,
            @Nullable String status,
            List<UUID> among) {
        static final UUID NOWHERE = new UUID(0, 0);

        Wanted {
            beginnings = List.copyOf(beginnings);
            among = List.copyOf(among);
        }

        /** Where the members are to be looked for, as {@code m}: all of them, or those that were found, in order. */
        private String source() {
            return beginnings.isEmpty()
                    ? "member m"
                    : """
                    (select found.name, found.member_id from (%s) found
                     where (found.name, found.member_id) > (:afterName, :afterId) order by found.name, found.member_id %s) f
                    cross join lateral (select * from member where member_id = f.member_id offset 0) m
                    """.formatted(found(), isOnlyText() ? "limit :limit" : "offset 0");
        }

        private boolean isOnlyText() {
            return status == null && department == null && among.isEmpty();
        }

        /** The keys' index has the names, so that a text that half of a company has need not look at half of the company. */
        private String found() {
            return IntStream.range(0, beginnings.size())
                    .mapToObj("""
                            select k.name, k.member_id from member_search k
                            where k.organization_id = :organization and k.key >= :from%1$d and k.key < :to%1$d"""::formatted)
                    .collect(Collectors.joining(
                            " union ", "", beginnings.size() > 1 ? "" : " group by k.name, k.member_id"));
        }

        /** Only the conditions that are asked for, so that the database can plan for them. */
        private String conditions() {
            var sql = new StringBuilder("m.organization_id = :organization");
            if (status != null) {
                sql.append(" and m.status = :status");
            }
            if (!among.isEmpty()) {
                sql.append(" and m.member_id = any(:among)");
            }
            if (department != null) {
                sql.append(isNowhere() ? IN_NO_DEPARTMENT : recursive ? IN_ANY_DEPARTMENT_BELOW : IN_ONE_DEPARTMENT);
            }
            return sql.toString();
        }

        /** The first of them after one, by name. */
        String page() {
            return "select m.* from " + source() + " where " + conditions()
                    + (beginnings.isEmpty()
                            ? " and (m.name, m.member_id) > (:afterName, :afterId) order by m.name, m.member_id"
                            : " order by f.name, f.member_id")
                    + " limit :limit";
        }

        private boolean isNowhere() {
            return NOWHERE.equals(department);
        }

        void bind(Query query) {
            if (status != null) {
                query.bind("status", status);
            }
            if (!among.isEmpty()) {
                query.bindArray("among", UUID.class, among);
            }
            if (department != null && !isNowhere()) {
                query.bind("department", department);
            }
            for (var one = 0; one < beginnings.size(); one++) {
                query.bind("from" + one, beginnings.get(one))
                        .bind("to" + one, beginnings.get(one) + Character.toString(Character.MAX_CODE_POINT));
            }
        }
    }

    /**
     * Where a page begins.
     *
     * @param name of whom the last page ended with; empty at first
     * @param id likewise; {@link Wanted#NOWHERE} at first
     */
    record After(String name, UUID id) {
        static final After NOBODY = new After("", Wanted.NOWHERE);

        static After member(Member last) {
            return new After(last.name(), last.memberId());
        }
    }

    /** By name, at most so many. */
    List<Member> list(OrganizationId organization, Wanted wanted, After after, int limit) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("with page as materialized (" + wanted.page() + ") "
                    + COLUMNS.replace("from member m", "from page m order by m.name, m.member_id"));
            wanted.bind(query);
            return query.bind("organization", organization.value())
                    .bind("afterName", after.name())
                    .bind("afterId", after.id())
                    .bind("limit", limit)
                    .map((row, context) -> member(row))
                    .list();
        });
    }

    /** In the order they were first read. */
    Slice<Member> find(OrganizationId organization, Condition<MemberField> condition, long offset, int limit) {
        var wanted = new ConditionSql(condition);
        var where = " from member m where m.organization_id = :organization and " + wanted.sql();
        return jdbi.inTransaction(handle -> {
            var count = handle.createQuery("select count(*)" + where).bind("organization", organization.value());
            wanted.bind(count);
            var page = handle.createQuery("with page as materialized (select m.*" + where
                            + " order by m.member_id offset :offset limit :limit) "
                            + COLUMNS.replace("from member m", "from page m order by m.member_id"))
                    .bind("organization", organization.value())
                    .bind("offset", offset)
                    .bind("limit", limit);
            wanted.bind(page);
            var total = count.mapTo(Long.class).one();
            return new Slice<>(page.map((row, context) -> member(row)).list(), total);
        });
    }

    Optional<Member> find(OrganizationId organization, UUID memberId) {
        return jdbi.withHandle(
                handle -> handle.createQuery(COLUMNS + "where m.organization_id = :organization and m.member_id = :id")
                        .bind("organization", organization.value())
                        .bind("id", memberId)
                        .map((row, context) -> member(row))
                        .findOne());
    }

    /** The open ids of some who are there. */
    List<String> someActive(OrganizationId organization, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select open_id from member where organization_id = :organization and status = 'active' order by name, member_id limit :limit")
                .bind("organization", organization.value())
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    /** The member of this open id; the one who is there, where somebody left had the same. */
    Optional<Member> findByOpenId(OrganizationId organization, String openId) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                                where m.organization_id = :organization and m.open_id = :openId
                                order by m.status in ('resigned', 'out_of_range'), m.updated_at desc limit 1
                                """)
                .bind("organization", organization.value())
                .bind("openId", openId)
                .map((row, context) -> member(row))
                .findOne());
    }

    private Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getObject("member_id", UUID.class),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("open_id"),
                row.getString("union_id"),
                row.getString("user_id"),
                row.getString("tenant_key"),
                row.getString("name"),
                row.getString("en_name"),
                row.getString("email"),
                row.getString("mobile"),
                row.getString("avatar_url"),
                row.getString("employee_no"),
                row.getString("job_title"),
                row.getString("status"),
                places(row.getString("departments")),
                row.getLong("revision"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private List<Place> places(String document) {
        try {
            return json.readValue(document, new TypeReference<List<Place>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A member's departments could not be read", e);
        }
    }
}
