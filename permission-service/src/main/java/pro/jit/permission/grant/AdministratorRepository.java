package pro.jit.permission.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;

/** Finds who may be an administrator, without going through the members of an organization one by one. */
@ApplicationScoped
class AdministratorRepository {
    private static final int FEW = 20;

    /**
     * Grants to members first, then those to departments, then those to everyone; the search ends with the first few it finds. Departments are
     * walked downwards from the granted ones, through those that exist.
     */
    private static final String CANDIDATES = """
            with recursive speaking as (
                select g.organization_id, principal_type, principal_id, include_sub_departments, effect
                  from access_grant g join organization o on o.organization_id = g.organization_id
                 where g.org_id = :orgId and g.app_id = :appId and o.org_id = :orgId and o.app_id = :appId
                   and o.status = 'active' and (effect = 'deny' or role = 'administrator')
                   and (valid_from is null or valid_from <= :now) and (valid_until is null or valid_until > :now)),
            reached as (
                select d.organization_id, d.department_id, effect, include_sub_departments as below
                  from speaking s join department d on d.organization_id = s.organization_id and d.department_id = principal_id
                 where principal_type = 'department' and d.status = 'active'
                 union
                select d.organization_id, d.department_id, effect, true
                  from reached r join department d on d.organization_id = r.organization_id and d.parent_id = r.department_id
                 where r.below and d.status = 'active'),
            allowed as (
                select organization_id, principal_id as member_id from speaking
                 where effect = 'allow' and principal_type = 'member'
                 union all
                select r.organization_id, member_id
                  from reached r join member_department using (organization_id, department_id) where effect = 'allow'
                 union all
                select s.organization_id, member_id
                  from speaking s join member m on m.organization_id = s.organization_id
                 where effect = 'allow' and principal_type = 'everyone')
            select a.organization_id, a.member_id
              from allowed a join member m on m.organization_id = a.organization_id and m.member_id = a.member_id
             where m.status = 'active'
               and not exists (select 1 from speaking s
                                where s.effect = 'deny' and s.organization_id = a.organization_id
                                  and (s.principal_type = 'everyone'
                                       or s.principal_type = 'member' and s.principal_id = a.member_id))
               and not exists (select 1 from reached r join member_department d using (organization_id, department_id)
                                where r.effect = 'deny' and r.organization_id = a.organization_id
                                  and d.member_id = a.member_id)
             limit :few
            """;

    /** Up to a few whom the grants in force make administrators, by organization; what they may is for the decision to say. */
    Map<OrganizationId, List<MemberId>> candidates(Handle handle, ApplicationId application, Instant now) {
        var candidates = new TreeMap<OrganizationId, List<MemberId>>();
        handle.createQuery(CANDIDATES)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("few", FEW)
                .map((row, context) -> Map.entry(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        new MemberId(row.getObject("member_id", UUID.class))))
                .forEach(found -> candidates
                        .computeIfAbsent(found.getKey(), organization -> new ArrayList<>())
                        .add(found.getValue()));
        return candidates;
    }

    /** Applications in which somebody is, was or will be an administrator by a grant. */
    List<ApplicationId> applications(Handle handle) {
        return handle.createQuery(
                        "select distinct org_id, app_id from access_grant where role = 'administrator' and effect = 'allow'")
                .map((row, context) -> new ApplicationId(row.getString("org_id"), row.getString("app_id")))
                .list();
    }
}
