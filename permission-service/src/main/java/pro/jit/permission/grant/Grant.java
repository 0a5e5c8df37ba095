package pro.jit.permission.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.OrganizationId;

/**
 * A principal's role in an application, allowed or denied.
 *
 * @param validFrom inclusive; null since ever
 * @param validUntil exclusive; null for ever
 */
public record Grant(
        UUID grantId,
        ApplicationId application,
        OrganizationId organizationId,
        Principal principal,
        String role,
        Effect effect,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil) {
    /** The columns {@link #of(ResultSet)} reads. */
    public static final String COLUMNS = "grant_id, org_id, app_id, organization_id, principal_type, principal_id,"
            + " include_sub_departments, role, effect, valid_from, valid_until";

    /** Whether it speaks at this time. */
    public boolean inForce(Instant now) {
        return (validFrom == null || !now.isBefore(validFrom)) && (validUntil == null || now.isBefore(validUntil));
    }

    /** Whether another grant adds nothing to this one: all but the id is the same. */
    boolean saysTheSameAs(Grant other) {
        return organizationId.equals(other.organizationId)
                && application.equals(other.application)
                && principal.equals(other.principal)
                && role.equals(other.role)
                && effect == other.effect
                && Objects.equals(validFrom, other.validFrom)
                && Objects.equals(validUntil, other.validUntil);
    }

    /** Reads the current row. */
    public static Grant of(ResultSet row) throws SQLException {
        return new Grant(
                row.getObject("grant_id", UUID.class),
                new ApplicationId(row.getString("org_id"), row.getString("app_id")),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                Principal.of(
                        row.getString("principal_type"),
                        row.getObject("principal_id", UUID.class),
                        row.getBoolean("include_sub_departments")),
                row.getString("role"),
                Effect.of(row.getString("effect")).orElseThrow(),
                instant(row, "valid_from"),
                instant(row, "valid_until"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
