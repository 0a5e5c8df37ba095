package pro.jit.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Losses of access of the last minutes. A sign-in decided just before a loss is stored just after it; the lock makes one of the two see the
 * other.
 */
@ApplicationScoped
class AccessLosses {
    void record(
            Handle handle,
            String orgId,
            String appId,
            @Nullable String organizationId,
            @Nullable String memberId,
            Instant now) {
        handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 7))", orgId + "/" + appId);
        handle.createUpdate("""
                        insert into access_loss (org_id, app_id, organization_id, member_id, received_at)
                        values (:org, :app, :organization, :member, :now)""")
                .bind("org", orgId)
                .bind("app", appId)
                .bind("organization", organizationId)
                .bind("member", memberId)
                .bind("now", now)
                .execute();
        handle.createUpdate("delete from access_loss where org_id = :org and app_id = :app and received_at < :old")
                .bind("org", orgId)
                .bind("app", appId)
                .bind("old", now.minusSeconds(300))
                .execute();
    }

    void shareLock(Handle handle, String orgId, String appId) {
        handle.execute("select pg_advisory_xact_lock_shared(hashtextextended(?, 7))", orgId + "/" + appId);
    }

    /** Number of the newest loss that concerns the member; 0 if there is none. */
    long newest(Handle handle, String orgId, String appId, String organizationId, String memberId, Instant since) {
        return handle.createQuery("""
                        select coalesce(max(id), 0) from access_loss
                        where org_id = :org and app_id = :app and received_at > :since
                          and (organization_id is null or organization_id = :organization)
                          and (member_id is null or member_id = :member)""")
                .bind("org", orgId)
                .bind("app", appId)
                .bind("organization", organizationId)
                .bind("member", memberId)
                .bind("since", since)
                .mapTo(Long.class)
                .one();
    }
}
