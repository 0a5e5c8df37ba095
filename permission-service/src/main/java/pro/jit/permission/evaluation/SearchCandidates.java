package pro.jit.permission.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;

/**
 * Finds the members it is worth deciding about: those active whom an allow grant in force may reach. Of a large company in which few may
 * enter, only those few are looked at. Whether they may is not said here.
 */
@ApplicationScoped
class SearchCandidates {
    /** A member, with what identifies them at Feishu. */
    record Candidate(
            MemberId memberId,
            String name,
            String openId,
            @Nullable String unionId,
            @Nullable String tenantKey) {}

    /** The application's active organizations in the order of their ids, from {@code first} on. */
    List<OrganizationId> organizations(Handle handle, ApplicationId application, @Nullable UUID first) {
        return handle.createQuery("""
                        select organization_id from organization
                         where org_id = :orgId and app_id = :appId and status = 'active'
                           and (cast(:first as uuid) is null or organization_id >= :first)
                         order by organization_id
                        """)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("first", first)
                .mapTo(UUID.class)
                .map(OrganizationId::new)
                .list();
    }

    /** At most so many in the order of their ids, those after {@code after}. */
    List<Candidate> members(Handle handle, OrganizationId organization, @Nullable UUID after, Instant now, int atMost) {
        return handle.createQuery("""
                        with recursive granted as (
                            select principal_type, principal_id, include_sub_departments from access_grant
                             where organization_id = :organization and effect = 'allow'
                               and (valid_from is null or valid_from <= :now) and (valid_until is null or valid_until > :now)),
                        reached as (
                            select principal_id as department_id, include_sub_departments as and_below
                              from granted where principal_type = 'department'
                            union
                            select child.department_id, true
                              from reached join department child
                                on child.organization_id = :organization and child.parent_id = reached.department_id
                             where reached.and_below)
                        select member_id, name, open_id, union_id, tenant_key from member
                         where organization_id = :organization and status = 'active'
                           and (cast(:after as uuid) is null or member_id > :after)
                           and (exists (select 1 from granted where principal_type = 'everyone')
                                or member_id in (select principal_id from granted where principal_type = 'member')
                                or member_id in (select member_department.member_id
                                                   from member_department join reached using (department_id)
                                                  where member_department.organization_id = :organization))
                         order by member_id limit :atMost
                        """)
                .bind("organization", organization.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("after", after)
                .bind("atMost", atMost)
                .map((row, context) -> new Candidate(
                        new MemberId(row.getObject("member_id", UUID.class)),
                        row.getString("name"),
                        row.getString("open_id"),
                        row.getString("union_id"),
                        row.getString("tenant_key")))
                .list();
    }
}
