package pro.jit.gateway.client;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Clients and the hashes of their secrets. */
@Singleton
class ServiceClientRepository {
    private final Jdbi jdbi;

    ServiceClientRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<ServiceClient> find(String clientId) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from service_client where client_id = :clientId")
                .bind("clientId", clientId)
                .map((row, context) -> client(row))
                .findOne());
    }

    List<ServiceClient> list(String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from service_client where client_id > :after order by client_id limit :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> client(row))
                .list());
    }

    /** Hashes of the secrets that are good at {@code now}. */
    List<byte[]> secretHashes(String clientId, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select secret_hash from service_client_secret
                        where client_id = :clientId and (expires_at is null or expires_at > :now)
                        """)
                .bind("clientId", clientId)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> row.getBytes("secret_hash"))
                .list());
    }

    /** False when the id is taken. Null for a client without a secret. */
    boolean create(ServiceClient client, byte @Nullable [] secretHash) {
        return jdbi.inTransaction(handle -> {
            var inserted = insert(handle, client, "do nothing");
            if (inserted && secretHash != null) {
                replaceSecret(handle, client.clientId(), secretHash, client.createdAt(), client.createdAt());
            }
            return inserted;
        });
    }

    /** Keeps what can be changed. A client that got keys loses its secrets. */
    void update(ServiceClient client) {
        jdbi.useTransaction(handle -> {
            bound(handle.createUpdate("""
                            update service_client set scope = :scope, jwks = :jwks, confidential = :confidential,
                                grant_types = :grantTypes, org_id = :org, app_id = :app, redirect_uris = :redirectUris,
                                post_logout_redirect_uris = :postLogoutRedirectUris,
                                backchannel_logout_uri = :backchannelLogoutUri,
                                id_token_signed_response_alg = :idTokenSignedResponseAlg
                            where client_id = :clientId
                            """), client).execute();
            if (client.keys() != null || !client.confidential()) {
                handle.execute("delete from service_client_secret where client_id = ?", client.clientId());
            }
        });
    }

    /** Marks an assertion as used; false if it was before. */
    boolean useAssertion(String clientId, byte[] jtiHash, Instant expiresAt, Instant now) {
        return jdbi.withHandle(handle -> {
            handle.execute("delete from client_assertion where expires_at < ?", now.atOffset(ZoneOffset.UTC));
            return handle.execute(
                            "insert into client_assertion (client_id, jti_hash, expires_at) values (?, ?, ?) on conflict do nothing",
                            clientId,
                            jtiHash,
                            expiresAt.atOffset(ZoneOffset.UTC))
                    == 1;
        });
    }

    /** Makes a built-in client what the environment says; a new secret leaves the old one good until {@code oldUntil}. */
    void upsertBuiltIn(ServiceClient client, byte[] secretHash, Instant oldUntil) {
        jdbi.useTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtext('service_client/' || ?))", client.clientId());
            insert(
                    handle,
                    client,
                    "(client_id) do update set scope = excluded.scope, built_in = true, created_by = excluded.created_by");
            replaceSecret(handle, client.clientId(), secretHash, client.createdAt(), oldUntil);
        });
    }

    void addSecret(String clientId, byte[] secretHash, Instant now, Instant oldUntil) {
        jdbi.useTransaction(handle -> replaceSecret(handle, clientId, secretHash, now, oldUntil));
    }

    /** Relying parties of an application that is no more. */
    void deleteOf(String orgId, String appId) {
        jdbi.useHandle(
                handle -> handle.execute("delete from service_client where org_id = ? and app_id = ?", orgId, appId));
    }

    void delete(String clientId) {
        jdbi.useHandle(handle -> handle.execute("delete from service_client where client_id = ?", clientId));
    }

    private static boolean insert(Handle handle, ServiceClient client, String onConflict) {
        return bound(handle.createUpdate("""
                        insert into service_client (client_id, scope, jwks, confidential, grant_types, org_id, app_id,
                            redirect_uris, post_logout_redirect_uris, backchannel_logout_uri, id_token_signed_response_alg,
                            built_in, created_at, created_by)
                        values (:clientId, :scope, :jwks, :confidential, :grantTypes, :org, :app,
                            :redirectUris, :postLogoutRedirectUris, :backchannelLogoutUri, :idTokenSignedResponseAlg,
                            :builtIn, :createdAt, :createdBy) on conflict
                        """ + onConflict), client)
                        .bind("builtIn", client.builtIn())
                        .bind("createdAt", client.createdAt().atOffset(ZoneOffset.UTC))
                        .bind("createdBy", client.createdBy())
                        .execute()
                > 0;
    }

    private static Update bound(Update statement, ServiceClient client) {
        var keys = client.keys();
        var party = client.relyingParty();
        return statement
                .bind("clientId", client.clientId())
                .bind("scope", Scopes.write(client.scopes()))
                .bind("jwks", keys == null ? null : keys.json())
                .bind("confidential", client.confidential())
                .bindArray("grantTypes", String.class, client.grantTypes())
                .bind("org", party == null ? null : party.orgId())
                .bind("app", party == null ? null : party.appId())
                .bindArray("redirectUris", String.class, party == null ? List.of() : party.redirectUris())
                .bindArray(
                        "postLogoutRedirectUris",
                        String.class,
                        party == null ? List.of() : party.postLogoutRedirectUris())
                .bind("backchannelLogoutUri", party == null ? null : party.backchannelLogoutUri())
                .bind(
                        "idTokenSignedResponseAlg",
                        (party == null ? SigningAlgorithm.ES256 : party.idTokenSignedResponseAlg()).name());
    }

    /** At most two stay: the new one, and the one that was current, until {@code oldUntil}. */
    private static void replaceSecret(
            Handle handle, String clientId, byte[] secretHash, Instant now, Instant oldUntil) {
        var current = handle.createQuery("""
                        select secret_hash from service_client_secret where client_id = ? and expires_at is null for update
                        """)
                .bind(0, clientId)
                .map((row, context) -> row.getBytes(1))
                .findOne();
        if (current.isPresent() && MessageDigest.isEqual(current.get(), secretHash)) {
            return;
        }
        handle.createUpdate("""
                        delete from service_client_secret
                        where client_id = :clientId and (expires_at is not null or secret_hash = :hash)
                        """)
                .bind("clientId", clientId)
                .bind("hash", secretHash)
                .execute();
        handle.createUpdate("update service_client_secret set expires_at = :until where client_id = :clientId")
                .bind("clientId", clientId)
                .bind("until", oldUntil.atOffset(ZoneOffset.UTC))
                .execute();
        handle.createUpdate("""
                        insert into service_client_secret (client_id, secret_hash, created_at)
                        values (:clientId, :hash, :now)
                        """)
                .bind("clientId", clientId)
                .bind("hash", secretHash)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static ServiceClient client(ResultSet row) throws SQLException {
        var jwks = row.getString("jwks");
        return new ServiceClient(
                row.getString("client_id"),
                Scopes.parse(row.getString("scope")),
                jwks == null ? null : new ClientKeys(jwks),
                row.getBoolean("confidential"),
                Set.copyOf(texts(row, "grant_types")),
                relyingParty(row),
                row.getBoolean("built_in"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
    }

    private static @Nullable RelyingParty relyingParty(ResultSet row) throws SQLException {
        var orgId = row.getString("org_id");
        return orgId == null
                ? null
                : new RelyingParty(
                        orgId,
                        row.getString("app_id"),
                        texts(row, "redirect_uris"),
                        texts(row, "post_logout_redirect_uris"),
                        row.getString("backchannel_logout_uri"),
                        SigningAlgorithm.valueOf(row.getString("id_token_signed_response_alg")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
