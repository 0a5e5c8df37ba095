package pro.jit.gateway.console.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code console_session}; every method works inside the caller's transaction. */
@ApplicationScoped
class ConsoleSessionRepository {
    /** A session as kept, with when it was last used. */
    record Kept(ConsoleSession session, Instant lastSeenAt) {}

    void insertPlatform(
            Handle handle, UUID id, ConsoleToken token, String username, Instant now, Instant idle, Instant expires) {
        insert(handle, id, token, username, null, username, now, idle, expires);
    }

    private static void insert(
            Handle handle,
            UUID id,
            ConsoleToken token,
            @Nullable String username,
            @Nullable String memberId,
            String name,
            Instant now,
            Instant idle,
            Instant expires) {
        handle.createUpdate("""
                        insert into console_session (session_id, cookie_hash, username, member_id, name, created_at, last_seen_at,
                            idle_expires_at, expires_at)
                        values (:id, :hash, :username, :member, :name, :now, :now, :idle, :expires)""")
                .bind("id", id)
                .bind("hash", token.hash())
                .bind("username", username)
                .bind("member", memberId)
                .bind("name", name)
                .bind("now", now)
                .bind("idle", idle)
                .bind("expires", expires)
                .execute();
    }

    /** The one of this cookie, if it is alive. */
    Optional<Kept> find(Handle handle, ConsoleToken token, Instant now) {
        return handle.createQuery("""
                        select s.*, a.password_change_required
                        from console_session s left join console_administrator a using (username)
                        where s.cookie_hash = :hash and least(s.idle_expires_at, s.expires_at) > :now""")
                .bind("hash", token.hash())
                .bind("now", now)
                .map((row, context) -> new Kept(session(row), instant(row, "last_seen_at")))
                .findOne();
    }

    void touch(Handle handle, UUID id, Instant now, Instant idle) {
        handle.createUpdate(
                        "update console_session set last_seen_at = :now, idle_expires_at = :idle where session_id = :id")
                .bind("id", id)
                .bind("now", now)
                .bind("idle", idle)
                .execute();
    }

    boolean delete(Handle handle, UUID id) {
        return handle.createUpdate("delete from console_session where session_id = :id")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    int deleteOf(Handle handle, String username, @Nullable UUID except) {
        return handle.createUpdate("""
                        delete from console_session
                        where username = :username and (:except::uuid is null or session_id <> :except)""")
                .bind("username", username)
                .bind("except", except)
                .execute();
    }

    int deleteExpired(Handle handle, Instant now) {
        return handle.createUpdate("delete from console_session where least(idle_expires_at, expires_at) <= :now")
                .bind("now", now)
                .execute();
    }

    private static ConsoleSession session(ResultSet row) throws SQLException {
        return new ConsoleSession.Platform(
                row.getObject("session_id", UUID.class),
                row.getString("username"),
                row.getBoolean("password_change_required"),
                false,
                instant(row, "idle_expires_at"),
                instant(row, "expires_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
