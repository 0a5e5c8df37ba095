package pro.jit.orgsync.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.FeishuApp;
import pro.jit.orgsync.feishu.Platform;
import pro.jit.orgsync.organization.CredentialVault.Secret;

/** The table of organizations. A deleted one is not found. */
@ApplicationScoped
class OrganizationRepository {
    private static final String COLUMNS = """
            select organization_id, org_id, app_id, title, platform, feishu_app_id, feishu_app_secret is not null as secret_set,
                   encrypt_key is not null as encrypt_key_set, verification_token is not null as verification_token_set, tenant_key,
                   tenant_name, status, event_delivery, schedule, token_endpoint_generation, revision, first_sync_run_id, created_at, updated_at
            from organization
            """;

    private final Jdbi jdbi;
    private final CredentialVault vault;

    OrganizationRepository(Jdbi jdbi, CredentialVault vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    Optional<Organization> find(OrganizationId id) {
        return jdbi.withHandle(
                handle -> handle.createQuery(COLUMNS + "where organization_id = :id and status <> 'deleted'")
                        .bind("id", id.value())
                        .map((row, context) -> organization(row))
                        .findOne());
    }

    /** The only one there is; empty where there is none, or more than one. */
    Optional<OrganizationId> only() {
        var ids = jdbi.withHandle(handle -> handle.createQuery(
                        "select organization_id from organization where status <> 'deleted' limit 2")
                .map((row, context) -> new OrganizationId(row.getObject("organization_id", UUID.class)))
                .list());
        return ids.size() == 1 ? Optional.of(ids.getFirst()) : Optional.empty();
    }

    /**
     * Keeps everybody else from changing this organization, or the directory of it, until the transaction ends. Rows that merely refer to it, such
     * as pushes of Feishu's, may still be written.
     */
    Optional<Organization> lock(Handle handle, OrganizationId id) {
        return handle.createQuery(COLUMNS + "where organization_id = :id and status <> 'deleted' for no key update")
                .bind("id", id.value())
                .map((row, context) -> organization(row))
                .findOne();
    }

    /** Those after {@code after} in the order of their ids; null means any application. */
    List<Organization> list(@Nullable String orgId, @Nullable String appId, UUID after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                                where status <> 'deleted' and organization_id > :after
                                  and (cast(:orgId as text) is null or org_id = :orgId)
                                  and (cast(:appId as text) is null or app_id = :appId)
                                order by organization_id limit :limit
                                """)
                .bind("after", after)
                .bind("orgId", orgId)
                .bind("appId", appId)
                .bind("limit", limit)
                .map((row, context) -> organization(row))
                .list());
    }

    /** The organization of this application that already uses the Feishu app. */
    Optional<Organization> using(ApplicationId application, Platform platform, String feishuAppId) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                                where org_id = :orgId and app_id = :appId and platform = :platform and feishu_app_id = :feishuAppId
                                  and status <> 'deleted'
                                """)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("platform", platform.id())
                .bind("feishuAppId", feishuAppId)
                .map((row, context) -> organization(row))
                .findOne());
    }

    /** The credentials, in the clear. */
    Optional<FeishuApp> feishuApp(OrganizationId id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select platform, feishu_app_id, feishu_app_secret from organization where organization_id = :id and status <> 'deleted'")
                .bind("id", id.value())
                .map((row, context) -> new FeishuApp(
                        platform(row),
                        row.getString("feishu_app_id"),
                        vault.open(id, Secret.FEISHU_APP_SECRET, row.getBytes("feishu_app_secret"))))
                .findOne());
    }

    /** Of those that are active and have one. */
    Map<OrganizationId, String> schedules() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select organization_id, schedule from organization where status = 'active' and schedule is not null")
                .reduceRows(new HashMap<>(), (schedules, row) -> {
                    schedules.put(
                            new OrganizationId(row.getColumn("organization_id", UUID.class)),
                            row.getColumn("schedule", String.class));
                    return schedules;
                }));
    }

    /** Those with a secret that is not encrypted with the first of our keys. */
    List<OrganizationId> withOldKeys() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select organization_id, feishu_app_secret, encrypt_key, verification_token from organization
                        where status <> 'deleted'
                        """).reduceRows(new ArrayList<>(), (old, row) -> {
            for (var secret : Secret.values()) {
                var sealed = row.getColumn(column(secret), byte[].class);
                if (sealed != null && !vault.isCurrent(sealed)) {
                    old.add(new OrganizationId(row.getColumn("organization_id", UUID.class)));
                    return old;
                }
            }
            return old;
        }));
    }

    /** Encrypts the secrets of one anew, with the first of our keys. */
    void sealAnew(OrganizationId id) {
        jdbi.useTransaction(handle -> {
            if (lock(handle, id).isEmpty()) {
                return;
            }
            for (var secret : Secret.values()) {
                var sealed = handle.createQuery(
                                "select " + column(secret) + " from organization where organization_id = :id")
                        .bind("id", id.value())
                        .mapTo(byte[].class)
                        .findOne();
                if (sealed.isPresent()) {
                    updateSecret(handle, id, secret, vault.open(id, secret, sealed.get()));
                }
            }
        });
    }

    private static String column(Secret secret) {
        return secret.name().toLowerCase(Locale.ROOT);
    }

    /** By what its pushes are known, in the clear. */
    Optional<EventSecrets> eventSecrets(OrganizationId id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select status, event_delivery, feishu_app_id, encrypt_key, verification_token, tenant_key
                        from organization where organization_id = :id and status <> 'deleted'
                        """)
                .bind("id", id.value())
                .map((row, context) -> new EventSecrets(
                        OrganizationStatus.ACTIVE.id().equals(row.getString("status")),
                        EventDelivery.of(row.getString("event_delivery")).orElseThrow(),
                        row.getString("feishu_app_id"),
                        opened(id, Secret.ENCRYPT_KEY, row.getBytes("encrypt_key")),
                        opened(id, Secret.VERIFICATION_TOKEN, row.getBytes("verification_token")),
                        row.getString("tenant_key")))
                .findOne());
    }

    /** The active ones whose events come over a long connection. */
    List<Organizations.Connected> connected() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select organization_id, md5(feishu_app_id || encode(feishu_app_secret, 'hex')) as mark from organization
                        where status = 'active' and event_delivery = 'long_connection' order by organization_id
                        """)
                .map((row, context) -> new Organizations.Connected(
                        new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("mark")))
                .list());
    }

    private @Nullable String opened(OrganizationId id, Secret secret, byte @Nullable [] sealed) {
        return sealed == null ? null : vault.open(id, secret, sealed);
    }

    void insert(Handle handle, Organization organization, Credentials credentials) {
        var id = organization.organizationId();
        handle.createUpdate("""
                        insert into organization (organization_id, org_id, app_id, title, platform, feishu_app_id, feishu_app_secret,
                            encrypt_key, verification_token, tenant_key, tenant_name, status, event_delivery, schedule,
                            token_endpoint_generation, revision, first_sync_run_id, created_at, updated_at)
                        values (:id, :orgId, :appId, :title, :platform, :feishuAppId, :secret, :encryptKey, :verificationToken, :tenantKey,
                            :tenantName, :status, :eventDelivery, :schedule, :generation, :revision, :firstRun, :createdAt, :updatedAt)
                        """)
                .bind("id", id.value())
                .bind("orgId", organization.orgId())
                .bind("appId", organization.appId())
                .bind("title", organization.title())
                .bind("platform", organization.platform().id())
                .bind("feishuAppId", organization.feishuAppId())
                .bind("secret", vault.seal(id, Secret.FEISHU_APP_SECRET, credentials.feishuAppSecret()))
                .bind("encryptKey", vault.seal(id, Secret.ENCRYPT_KEY, credentials.encryptKey()))
                .bind("verificationToken", vault.seal(id, Secret.VERIFICATION_TOKEN, credentials.verificationToken()))
                .bind("tenantKey", organization.tenantKey())
                .bind("tenantName", organization.tenantName())
                .bind("status", organization.status().id())
                .bind("eventDelivery", organization.eventDelivery().id())
                .bind("schedule", organization.schedule())
                .bind("generation", organization.tokenEndpointGeneration())
                .bind("revision", organization.revision())
                .bind("firstRun", organization.firstSyncRunId())
                .bind("createdAt", organization.createdAt())
                .bind("updatedAt", organization.updatedAt())
                .execute();
    }

    /** Writes everything that can change but the secrets. */
    void update(Handle handle, Organization organization) {
        handle.createUpdate("""
                        update organization set title = :title, feishu_app_id = :feishuAppId, tenant_key = :tenantKey, tenant_name = :tenantName,
                            status = :status, event_delivery = :eventDelivery, schedule = :schedule, token_endpoint_generation = :generation,
                            revision = :revision, updated_at = :updatedAt
                        where organization_id = :id
                        """)
                .bind("id", organization.organizationId().value())
                .bind("title", organization.title())
                .bind("feishuAppId", organization.feishuAppId())
                .bind("tenantKey", organization.tenantKey())
                .bind("tenantName", organization.tenantName())
                .bind("status", organization.status().id())
                .bind("eventDelivery", organization.eventDelivery().id())
                .bind("schedule", organization.schedule())
                .bind("generation", organization.tokenEndpointGeneration())
                .bind("revision", organization.revision())
                .bind("updatedAt", organization.updatedAt())
                .execute();
    }

    /** Replaces or (where {@code value} is null) removes one secret. */
    void updateSecret(Handle handle, OrganizationId id, Secret secret, @Nullable String value) {
        handle.createUpdate("update organization set " + secret.name().toLowerCase(Locale.ROOT)
                        + " = :sealed where organization_id = :id")
                .bind("sealed", vault.seal(id, secret, value))
                .bind("id", id.value())
                .execute();
    }

    /** Ends it: the row stays, without secrets; what was synchronized goes. */
    void delete(Handle handle, OrganizationId id, long revision, Instant at) {
        handle.createUpdate("""
                        update organization set status = 'deleted', feishu_app_secret = null, encrypt_key = null, verification_token = null,
                            revision = :revision, updated_at = :at
                        where organization_id = :id
                        """)
                .bind("id", id.value())
                .bind("revision", revision)
                .bind("at", at)
                .execute();
        for (var table : List.of("member_search", "member", "department", "setup_check", "feishu_event")) {
            handle.createUpdate("delete from " + table + " where organization_id = :id")
                    .bind("id", id.value())
                    .execute();
        }
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("org_id"),
                row.getString("app_id"),
                row.getString("title"),
                platform(row),
                row.getString("feishu_app_id"),
                row.getBoolean("secret_set"),
                row.getBoolean("encrypt_key_set"),
                row.getBoolean("verification_token_set"),
                row.getString("tenant_key"),
                row.getString("tenant_name"),
                OrganizationStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                EventDelivery.of(row.getString("event_delivery")).orElseThrow(),
                row.getString("schedule"),
                row.getString("token_endpoint_generation"),
                row.getLong("revision"),
                Objects.requireNonNull(row.getObject("first_sync_run_id", UUID.class)),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static Platform platform(ResultSet row) throws SQLException {
        return Platform.of(row.getString("platform")).orElseThrow();
    }
}
