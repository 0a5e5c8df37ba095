package pro.jit.permission.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.FeishuIdentity;

/** Finds members: by what Feishu says of a person, by our id, and those who can help. */
@ApplicationScoped
public class MemberDirectory {
    /** The member who is this person, in that organization alone. */
    public Optional<MemberId> find(Handle handle, OrganizationId organization, FeishuIdentity identity) {
        return handle.createQuery("""
                        select member_id from member
                         where organization_id = :organization
                           and (cast(:tenantKey as text) is null or tenant_key is null or tenant_key = :tenantKey)
                           and (union_id = :unionId
                                or open_id = :openId and (union_id is null or cast(:unionId as text) is null))
                         order by union_id is null, status <> 'active', member_id
                         limit 1
                        """)
                .bind("organization", organization.value())
                .bind("tenantKey", identity.tenantKey())
                .bind("unionId", identity.unionId())
                .bind("openId", identity.openId())
                .mapTo(UUID.class)
                .findOne()
                .map(MemberId::new);
    }

    /** The organization of this application that the member is of. */
    Optional<OrganizationId> organizationOf(Handle handle, MemberId member, ApplicationId application) {
        return handle.createQuery("""
                        select organization_id from member join organization using (organization_id)
                         where member_id = :member and org_id = :orgId and app_id = :appId
                        """)
                .bind("member", member.value())
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .mapTo(UUID.class)
                .findFirst()
                .map(OrganizationId::new);
    }

    /** The applications of the organizations that have this member; one, as ids are given. */
    List<ApplicationId> applicationsOfMember(Handle handle, UUID member) {
        return applications(handle, "organization join member using (organization_id) where member_id = :id", member);
    }

    /** The application of this organization; none if it is not known. */
    List<ApplicationId> applicationsOfOrganization(Handle handle, UUID organization) {
        return applications(handle, "organization where organization_id = :id", organization);
    }

    private static List<ApplicationId> applications(Handle handle, String from, UUID id) {
        return handle.createQuery("select distinct org_id, app_id from " + from)
                .bind("id", id)
                .map((row, context) -> new ApplicationId(row.getString("org_id"), row.getString("app_id")))
                .list();
    }

    /** Names of up to three active members who hold the role {@code administrator} by a grant to themselves. */
    List<String> administrators(Handle handle, OrganizationId organization, Instant now) {
        return handle.createQuery("""
                        select distinct member.name from access_grant
                          join member on member.organization_id = access_grant.organization_id and member_id = principal_id
                         where access_grant.organization_id = :organization and principal_type = 'member'
                           and role = 'administrator' and effect = 'allow' and status = 'active' and member.name <> ''
                           and (valid_from is null or valid_from <= :now) and (valid_until is null or valid_until > :now)
                         order by member.name
                         limit 3
                        """)
                .bind("organization", organization.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .mapTo(String.class)
                .list();
    }
}
