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
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.Member.Place;
import pro.jit.orgsync.organization.OrganizationId;

/** Looks members up, always within one organization. */
@ApplicationScoped
class MemberRepository {
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
     * @param text somewhere in the name, English name, mail address or employee number; null for all
     * @param status null for all
     * @param afterName where the last page ended
     * @param afterId likewise
     */
    record Wanted(
            @Nullable UUID department,
            boolean recursive,
            @Nullable String text,
            @Nullable String status,
            String afterName,
            UUID afterId,
            int limit) {
        static final UUID NOWHERE = new UUID(0, 0);
    }

    List<Member> list(OrganizationId organization, Wanted wanted) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with recursive wanted_department as (
                            select cast(:department as uuid) as department_id
                            union
                            select d.department_id from department d join wanted_department w on d.parent_id = w.department_id
                            where :recursive and d.status = 'active'
                        )
                        """ + COLUMNS + """
                                where m.organization_id = :organization
                                  and (cast(:status as text) is null or m.status = :status)
                                  and (cast(:text as text) is null
                                       or concat_ws(chr(10), m.name, m.en_name, m.email, m.employee_no) ilike :text)
                                  and (cast(:department as uuid) is null
                                       or (:nowhere and not exists (select 1 from membership p where p.member_id = m.member_id))
                                       or exists (select 1 from membership p join wanted_department w on w.department_id = p.department_id
                                                  where p.member_id = m.member_id))
                                  and (m.name, m.member_id) > (:afterName, :afterId)
                                order by m.name, m.member_id limit :limit
                                """)
                .bind("organization", organization.value())
                .bind("department", wanted.department())
                .bind("nowhere", Wanted.NOWHERE.equals(wanted.department()))
                .bind("recursive", wanted.recursive())
                .bind("text", wanted.text() == null ? null : "%" + escaped(wanted.text()) + "%")
                .bind("status", wanted.status())
                .bind("afterName", wanted.afterName())
                .bind("afterId", wanted.afterId())
                .bind("limit", wanted.limit())
                .map((row, context) -> member(row))
                .list());
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

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
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
