package pro.jit.gateway.feishu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.encryption.Encryption;

/**
 * The table {@code login_configuration}: active organizations alone, encrypted, each row tied to its place. A row of no organization says when
 * the application was asked about.
 */
@Singleton
class LoginConfigurationRepository {
    private static final Logger LOG = Logger.getLogger(LoginConfigurationRepository.class);
    private static final String ASKED = "";

    private final Jdbi jdbi;
    private final Encryption encryption;
    private final ObjectMapper json;

    LoginConfigurationRepository(Jdbi jdbi, Encryption encryption, ObjectMapper json) {
        this.jdbi = jdbi;
        this.encryption = encryption;
        this.json = json;
    }

    /** Keeps these of the application and no others. */
    void replace(String orgId, String appId, List<OrganizationLogin> organizations, Instant now) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("delete from login_configuration where org_id = :org and app_id = :app")
                    .bind("org", orgId)
                    .bind("app", appId)
                    .execute();
            var insert = handle.prepareBatch("""
                    insert into login_configuration (org_id, app_id, organization_id, configuration, read_at)
                    values (:org, :app, :organization, :configuration, :now)
                    on conflict (org_id, app_id, organization_id)
                    do update set configuration = excluded.configuration, read_at = excluded.read_at""");
            insert.bind("org", orgId)
                    .bind("app", appId)
                    .bind("organization", ASKED)
                    .bind("configuration", new byte[0])
                    .bind("now", now)
                    .add();
            for (var organization : organizations) {
                if (organization.active()) {
                    insert.bind("org", orgId)
                            .bind("app", appId)
                            .bind("organization", organization.organizationId())
                            .bind("configuration", encrypted(orgId, appId, organization))
                            .bind("now", now)
                            .add();
                }
            }
            insert.execute();
        });
    }

    /** A row; without a login, that of the application, or one that cannot be read. */
    private record Row(String organizationId, @Nullable OrganizationLogin login) {}

    /** What was kept since then; empty if the application was not asked about, which is not the same as having none. */
    Optional<List<OrganizationLogin>> find(String orgId, String appId, Instant since) {
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select organization_id, configuration from login_configuration
                        where org_id = :org and app_id = :app and read_at > :since order by organization_id""")
                .bind("org", orgId)
                .bind("app", appId)
                .bind("since", since)
                .map((row, context) -> row(orgId, appId, row))
                .list());
        if (rows.stream().noneMatch(row -> row.organizationId().equals(ASKED))) {
            return Optional.empty();
        }
        return Optional.of(
                rows.stream().map(Row::login).filter(Objects::nonNull).toList());
    }

    void remove(String orgId, String appId, String organizationId) {
        jdbi.useHandle(handle -> handle.execute(
                "delete from login_configuration where org_id = ? and app_id = ? and organization_id = ?",
                orgId,
                appId,
                organizationId));
    }

    /** Of the application, and that it was asked about. */
    void removeAll(String orgId, String appId) {
        jdbi.useHandle(handle ->
                handle.execute("delete from login_configuration where org_id = ? and app_id = ?", orgId, appId));
    }

    void removeReadBefore(Instant time) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from login_configuration where read_at <= :time")
                .bind("time", time)
                .execute());
    }

    private byte[] encrypted(String orgId, String appId, OrganizationLogin organization) {
        try {
            return encryption.encrypt(
                    json.writeValueAsBytes(organization), place(orgId, appId, organization.organizationId()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A login configuration could not be written", e);
        }
    }

    private Row row(String orgId, String appId, ResultSet row) throws SQLException {
        var organizationId = row.getString("organization_id");
        if (organizationId.equals(ASKED)) {
            return new Row(organizationId, null);
        }
        try {
            var plain = encryption.decrypt(row.getBytes("configuration"), place(orgId, appId, organizationId));
            return new Row(organizationId, json.readValue(plain, OrganizationLogin.class));
        } catch (GeneralSecurityException | IOException e) {
            LOG.errorf(
                    "login configuration kept but not readable organizationId=%s error=%s",
                    organizationId, e.getClass().getSimpleName());
            return new Row(organizationId, null);
        }
    }

    private static String place(String orgId, String appId, String organizationId) {
        return "login_configuration/" + orgId + "/" + appId + "/" + organizationId;
    }
}
