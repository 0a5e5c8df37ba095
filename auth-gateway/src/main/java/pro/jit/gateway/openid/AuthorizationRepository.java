package pro.jit.gateway.openid;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.client.Scopes;

/** The tables {@code openid_authorization} and {@code openid_refresh_token}; every method works inside the caller's transaction. */
@Singleton
class AuthorizationRepository {
    void insert(Handle handle, Authorization authorization, OpaqueToken code, Instant now) {
        handle.createUpdate("""
                        insert into openid_authorization (authorization_id, client_id, sid, scope, nonce, redirect_uri,
                            code_challenge, code_hash, created_at, code_expires_at)
                        values (:id, :client, :sid, :scope, :nonce, :redirect, :challenge, :hash, :now, :expires)""")
                .bind("id", UUID.fromString(authorization.authorizationId()))
                .bind("client", authorization.clientId())
                .bind("sid", UUID.fromString(authorization.sid()))
                .bind("scope", Scopes.write(authorization.scopes()))
                .bind("nonce", authorization.nonce())
                .bind("redirect", authorization.redirectUri())
                .bind("challenge", authorization.codeChallenge())
                .bind("hash", code.hash())
                .bind("now", now)
                .bind("expires", authorization.codeExpiresAt())
                .execute();
    }

    Optional<Authorization> find(Handle handle, String authorizationId) {
        return handle.createQuery("select * from openid_authorization where authorization_id = :id")
                .bind("id", UUID.fromString(authorizationId))
                .map((row, context) -> authorization(row))
                .findOne();
    }

    /** Locked until the transaction ends: of two who show the same code, the second sees that it is used. */
    Optional<Authorization> lockByCode(Handle handle, OpaqueToken code) {
        return handle.createQuery("select * from openid_authorization where code_hash = :hash for update")
                .bind("hash", code.hash())
                .map((row, context) -> authorization(row))
                .findOne();
    }

    void redeem(Handle handle, Authorization authorization, Instant now) {
        set(handle, authorization, "redeemed_at", now);
    }

    void revoke(Handle handle, Authorization authorization, Instant now) {
        set(handle, authorization, "revoked_at", now);
    }

    private static void set(Handle handle, Authorization authorization, String column, Instant now) {
        handle.createUpdate(
                        "update openid_authorization set <column> = coalesce(<column>, :now) where authorization_id = :id")
                .define("column", column)
                .bind("id", UUID.fromString(authorization.authorizationId()))
                .bind("now", now)
                .execute();
    }

    /** A refresh token as kept, its authorization locked until the transaction ends. */
    record KeptRefreshToken(
            Authorization authorization, @Nullable Instant usedAt) {}

    Optional<KeptRefreshToken> lockRefreshToken(Handle handle, OpaqueToken token) {
        return handle.createQuery("""
                        select * from openid_authorization where authorization_id =
                            (select authorization_id from openid_refresh_token where hash = :hash) for update""")
                .bind("hash", token.hash())
                .map((row, context) -> authorization(row))
                .findOne()
                .map(authorization -> new KeptRefreshToken(
                        authorization,
                        handle.createQuery("select used_at from openid_refresh_token where hash = :hash")
                                .bind("hash", token.hash())
                                .map((row, context) -> instant(row, "used_at"))
                                .findOne()
                                .orElse(null)));
    }

    void insertRefreshToken(Handle handle, OpaqueToken token, Authorization authorization, Instant now) {
        handle.createUpdate("""
                        insert into openid_refresh_token (hash, authorization_id, created_at) values (:hash, :id, :now)""")
                .bind("hash", token.hash())
                .bind("id", UUID.fromString(authorization.authorizationId()))
                .bind("now", now)
                .execute();
    }

    void useRefreshToken(Handle handle, OpaqueToken token, Instant now) {
        handle.createUpdate("update openid_refresh_token set used_at = :now where hash = :hash")
                .bind("hash", token.hash())
                .bind("now", now)
                .execute();
    }

    /** Codes nobody fetched, and what belonged to sessions that ended long ago. */
    int deleteOld(Handle handle, Instant before) {
        return handle.createUpdate("""
                        delete from openid_authorization a where a.created_at < :before and (a.redeemed_at is null
                            or exists (select 1 from session s where s.sid = a.sid and s.ended_at < :before))""").bind("before", before).execute();
    }

    private static Authorization authorization(ResultSet row) throws SQLException {
        return new Authorization(
                row.getString("authorization_id"),
                row.getString("client_id"),
                row.getString("sid"),
                Scopes.parse(row.getString("scope")),
                row.getString("nonce"),
                row.getString("redirect_uri"),
                row.getString("code_challenge"),
                row.getTimestamp("code_expires_at").toInstant(),
                instant(row, "redeemed_at"),
                instant(row, "revoked_at"));
    }

    @SuppressWarnings("JavaUtilDate") // JDBC's own type; turned into an Instant at once
    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
