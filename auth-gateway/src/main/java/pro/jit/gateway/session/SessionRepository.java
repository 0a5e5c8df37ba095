package pro.jit.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.token.SessionClaims.FeishuIdentity;

/** The tables {@code session} and {@code refresh_token}; every method works inside the caller's transaction. */
@ApplicationScoped
class SessionRepository {
    void insert(Handle handle, Session session, byte[] loginStateHash) {
        handle.createUpdate("""
                        insert into session (sid, org_id, app_id, organization_id, member_id, name, picture, roles, amr,
                            open_id, union_id, user_id, tenant_key, device, address, login_state_hash, auth_time, created_at,
                            last_seen_at, idle_expires_at, absolute_expires_at)
                        values (:sid, :org, :app, :organization, :member, :name, :picture, :roles, :amr,
                            :openId, :unionId, :userId, :tenantKey, :device, :address, :state, :authTime, :created,
                            :created, :idle, :absolute)""")
                .bind("sid", UUID.fromString(session.sid()))
                .bind("org", session.orgId())
                .bind("app", session.appId())
                .bind("organization", session.organizationId())
                .bind("member", session.memberId())
                .bind("name", session.name())
                .bind("picture", session.picture())
                .bindArray("roles", String.class, session.roles())
                .bindArray("amr", String.class, session.amr())
                .bind("openId", session.feishu().openId())
                .bind("unionId", session.feishu().unionId())
                .bind("userId", session.feishu().userId())
                .bind("tenantKey", session.feishu().tenantKey())
                .bind("device", session.device())
                .bind("address", session.address())
                .bind("state", loginStateHash)
                .bind("authTime", session.authTime())
                .bind("created", session.createdAt())
                .bind("idle", session.idleExpiresAt())
                .bind("absolute", session.absoluteExpiresAt())
                .execute();
    }

    boolean isStateUsed(Handle handle, byte[] loginStateHash) {
        return handle.createQuery("select exists (select 1 from session where login_state_hash = :hash)")
                .bind("hash", loginStateHash)
                .mapTo(Boolean.class)
                .one();
    }

    Optional<Session> find(Handle handle, UUID sid) {
        return handle.createQuery("select * from session where sid = :sid")
                .bind("sid", sid)
                .map((row, context) -> session(row))
                .findOne();
    }

    /** Locked until the transaction ends. */
    Optional<Session> lock(Handle handle, UUID sid) {
        return handle.createQuery("select * from session where sid = :sid for update")
                .bind("sid", sid)
                .map((row, context) -> session(row))
                .findOne();
    }

    /** Sessions whose time is over and that nobody has ended; those another replica is at are passed over. */
    List<Session> expired(Handle handle, Instant now, int limit) {
        return handle.createQuery("""
                        select * from session
                        where ended_at is null and least(idle_expires_at, absolute_expires_at) <= :now
                        limit :limit for update skip locked""")
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> session(row))
                .list();
    }

    /** Live sessions of an application, of one of its organizations or members where given. */
    List<Session> live(
            Handle handle, String orgId, String appId, @Nullable String organizationId, @Nullable String memberId) {
        return handle.createQuery("""
                        select * from session
                        where ended_at is null and org_id = :org and app_id = :app
                          and (:organization::text is null or organization_id = :organization)
                          and (:member::text is null or member_id = :member)""")
                .bind("org", orgId)
                .bind("app", appId)
                .bind("organization", organizationId)
                .bind("member", memberId)
                .map((row, context) -> session(row))
                .list();
    }

    /** Marks a live session as ended; empty if it was none. */
    Optional<Session> end(Handle handle, UUID sid, EndReason reason, Instant now) {
        return handle.createQuery("""
                        update session set ended_at = :now, end_reason = :reason
                        where sid = :sid and ended_at is null
                        returning *""")
                .bind("sid", sid)
                .bind("now", now)
                .bind("reason", reason.wire())
                .map((row, context) -> session(row))
                .findOne();
    }

    Session changeRoles(Handle handle, String sid, List<String> roles, Instant tokensIssuedBefore) {
        return handle.createQuery("""
                        update session set roles = :roles, tokens_issued_before = :before where sid = :sid returning *""")
                .bind("sid", UUID.fromString(sid))
                .bindArray("roles", String.class, roles)
                .bind("before", tokensIssuedBefore)
                .map((row, context) -> session(row))
                .one();
    }

    Session touch(Handle handle, String sid, Instant now, Instant idleExpiresAt) {
        return handle.createQuery("""
                        update session set last_seen_at = :now, idle_expires_at = :idle where sid = :sid returning *""")
                .bind("sid", UUID.fromString(sid))
                .bind("now", now)
                .bind("idle", idleExpiresAt)
                .map((row, context) -> session(row))
                .one();
    }

    void insertRefreshToken(Handle handle, RefreshToken token, String sid, Instant now) {
        handle.createUpdate("insert into refresh_token (hash, sid, created_at) values (:hash, :sid, :now)")
                .bind("hash", token.hash())
                .bind("sid", UUID.fromString(sid))
                .bind("now", now)
                .execute();
    }

    /** A refresh token as kept, its session locked until the transaction ends. */
    record KeptRefreshToken(Session session, @Nullable Instant usedAt) {}

    Optional<KeptRefreshToken> lockRefreshToken(Handle handle, RefreshToken token) {
        // The session is locked first: two tabs with the same token must not both read it as unused.
        return handle.createQuery("""
                        select s.* from session s
                        where s.sid = (select sid from refresh_token where hash = :hash) for update""")
                .bind("hash", token.hash())
                .map((row, context) -> session(row))
                .findOne()
                .map(session -> new KeptRefreshToken(
                        session,
                        handle.createQuery("select used_at from refresh_token where hash = :hash")
                                .bind("hash", token.hash())
                                .map((row, context) -> instant(row, "used_at"))
                                .findOne()
                                .orElse(null)));
    }

    void useRefreshToken(Handle handle, RefreshToken token, Instant now) {
        handle.createUpdate("update refresh_token set used_at = :now where hash = :hash")
                .bind("hash", token.hash())
                .bind("now", now)
                .execute();
    }

    /**
     * Filters of the administration's list; null means any.
     *
     * @param among applications, each {@code org_id/app_id}
     */
    record Filter(
            @Nullable List<String> among,
            @Nullable String orgId,
            @Nullable String appId,
            @Nullable String memberId,
            @Nullable Boolean active) {
        Filter {
            among = among == null ? null : List.copyOf(among);
        }
    }

    /** Newest first. */
    List<Session> list(Handle handle, Filter filter, @Nullable UUID before, Instant now, int limit) {
        return handle.createQuery("""
                        select * from session
                        where (:all or org_id || '/' || app_id = any(:among))
                          and (:org::text is null or org_id = :org)
                          and (:app::text is null or app_id = :app)
                          and (:member::text is null or member_id = :member)
                          and (:active::boolean is null
                               or :active = (ended_at is null and idle_expires_at > :now and absolute_expires_at > :now))
                          and (:before::uuid is null or sid < :before)
                        order by sid desc limit :limit""")
                .bind("all", filter.among() == null)
                .bindArray("among", String.class, filter.among() == null ? List.of() : filter.among())
                .bind("org", filter.orgId())
                .bind("app", filter.appId())
                .bind("member", filter.memberId())
                .bind("active", filter.active())
                .bind("before", before)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> session(row))
                .list();
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("sid"),
                row.getString("org_id"),
                row.getString("app_id"),
                row.getString("organization_id"),
                row.getString("member_id"),
                row.getString("name"),
                row.getString("picture"),
                texts(row, "roles"),
                texts(row, "amr"),
                new FeishuIdentity(
                        row.getString("open_id"),
                        row.getString("union_id"),
                        row.getString("user_id"),
                        row.getString("tenant_key")),
                row.getString("device"),
                row.getString("address"),
                row.getTimestamp("auth_time").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("last_seen_at").toInstant(),
                row.getTimestamp("idle_expires_at").toInstant(),
                row.getTimestamp("absolute_expires_at").toInstant(),
                instant(row, "tokens_issued_before"),
                instant(row, "ended_at"),
                row.getString("end_reason"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    @SuppressWarnings("JavaUtilDate") // JDBC's own type; turned into an Instant at once
    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
