package pro.jit.permission.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.access.MemberDeparture;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.audit.ChangeRecord;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;

/**
 * Removes what was allowed to a member in person when they leave, so that it does not come back by itself should they return. What was denied
 * them stays: leaving and returning must not open a door.
 */
@ApplicationScoped
class DepartedMemberGrants implements MemberDeparture {
    private static final Logger LOG = Logger.getLogger(DepartedMemberGrants.class);

    private final ChangeRecord record;

    DepartedMemberGrants(ChangeRecord record) {
        this.record = record;
    }

    @Override
    public void left(Handle handle, OrganizationId organization, MemberId member) {
        var removed = handle.createQuery("""
                        delete from access_grant
                         where organization_id = :organization and principal_type = 'member' and principal_id = :member
                           and effect = 'allow'
                        returning\s""" + Grant.COLUMNS)
                .bind("organization", organization.value())
                .bind("member", member.value())
                .map((row, context) -> Grant.of(row))
                .list();
        removed.stream().collect(Collectors.groupingBy(Grant::application)).forEach((application, its) -> {
            var changes = its.stream()
                    .map(grant -> RecordedGrant.removed("grant.removed_on_departure", grant))
                    .toList();
            record.addAll(handle, Caller.ourselves(), application, changes);
        });
        if (!removed.isEmpty()) {
            LOG.infof(
                    "grants of a departed member removed  organizationId=%s memberId=%s count=%d",
                    organization, member, removed.size());
        }
    }
}
