package pro.jit.gateway.console.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables {@code console_session} and {@code console_session_application}; every method works inside the caller's transaction. */
@ApplicationScoped
class ConsoleSessionRepository {
    /**
     * A session as kept.
     *
     * @param username null for a member
     * @param memberId null for an administrator of the platform
     */
    record Kept(
            UUID id,
            @Nullable String username,
            @Nullable String memberId,
            String name,
            boolean passwordChangeRequired,
            boolean totpEnabled,
            Instant lastSeenAt,
            Instant idleExpiresAt,
            Instant expiresAt) {}

    /** An application as kept of a member's session. */
    record KeptApplication(String orgId, String appId, UUID sid) {}

    void insert(Handle handle, Kept session, ConsoleToken token) {
        handle.createUpdate("""
                        insert into console_session (session_id, cookie_hash, username, member_id, name, created_at, last_seen_at,
                            idle_expires_at, expires_at)
                        values (:id, :hash, :username, :member, :name, :now, :now, :idle, :expires)""")
                .bind("id", session.id())
                .bind("hash", token.hash())
                .bind("username", session.username())
                .bind("member", session.memberId())
                .bind("name", session.name())
                .bind("now", session.lastSeenAt())
                .bind("idle", session.idleExpiresAt())
                .bind("expires", session.expiresAt())
                .execute();
    }

    void insert(Handle handle, UUID id, KeptApplication application) {
        handle.createUpdate("""
                        insert into console_session_application (session_id, org_id, app_id, sid) values (:id, :org, :app, :sid)""")
                .bind("id", id)
                .bind("org", application.orgId())
                .bind("app", application.appId())
                .bind("sid", application.sid())
                .execute();
    }

    /** The one of this cookie, if its time is not over. */
    Optional<Kept> find(Handle handle, ConsoleToken token, Instant now) {
        return handle.createQuery("""
                        select s.*, coalesce(a.password_change_required, false) as change, coalesce(a.totp_enabled, false) as totp
                        from console_session s left join console_administrator a using (username)
                        where s.cookie_hash = :hash and least(s.idle_expires_at, s.expires_at) > :now""")
                .bind("hash", token.hash())
                .bind("now", now)
                .map((row, context) -> kept(row))
                .findOne();
    }

    /** Those of these whose time is not over. */
    Set<UUID> live(Handle handle, Set<UUID> ids, Instant now) {
        return handle.createQuery("""
                        select session_id from console_session
                        where session_id in (<ids>) and least(idle_expires_at, expires_at) > :now""")
                .bindList("ids", List.copyOf(ids))
                .bind("now", now)
                .mapTo(UUID.class)
                .set();
    }

    List<KeptApplication> applications(Handle handle, UUID id) {
        return handle.createQuery(
                        "select * from console_session_application where session_id = :id order by org_id, app_id")
                .bind("id", id)
                .map((row, context) -> new KeptApplication(
                        row.getString("org_id"), row.getString("app_id"), row.getObject("sid", UUID.class)))
                .list();
    }

    void touch(Handle handle, UUID id, Instant now, Instant idle) {
        handle.createUpdate(
                        "update console_session set last_seen_at = :now, idle_expires_at = :idle where session_id = :id")
                .bind("id", id)
                .bind("now", now)
                .bind("idle", idle)
                .execute();
    }

    void delete(Handle handle, UUID id) {
        handle.createUpdate("delete from console_session where session_id = :id")
                .bind("id", id)
                .execute();
    }

    void deleteOf(Handle handle, String username) {
        handle.createUpdate("delete from console_session where username = :username")
                .bind("username", username)
                .execute();
    }

    void deleteExpired(Handle handle, Instant now) {
        handle.createUpdate("delete from console_session where least(idle_expires_at, expires_at) <= :now")
                .bind("now", now)
                .execute();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getObject("session_id", UUID.class),
                row.getString("username"),
                row.getString("member_id"),
                row.getString("name"),
                row.getBoolean("change"),
                row.getBoolean("totp"),
                instant(row, "last_seen_at"),
                instant(row, "idle_expires_at"),
                instant(row, "expires_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
