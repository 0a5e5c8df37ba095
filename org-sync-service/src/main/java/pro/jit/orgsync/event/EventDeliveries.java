package pro.jit.orgsync.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.event.DeliveryReport.Connection;
import pro.jit.orgsync.event.DeliveryReport.Refusal;
import pro.jit.orgsync.organization.EventDelivery;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.organization.OrganizationId;

/** What is known of how events reach each organization. */
@ApplicationScoped
public class EventDeliveries {
    private static final Duration REFUSALS_APART = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Clock clock;
    private final String publicOrigin;

    EventDeliveries(Jdbi jdbi, Clock clock, @ConfigProperty(name = "jit.public-origin") String publicOrigin) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.publicOrigin =
                publicOrigin.endsWith("/") ? publicOrigin.substring(0, publicOrigin.length() - 1) : publicOrigin;
    }

    /** How events reach this organization, as far as was seen. */
    public DeliveryReport of(Organization organization) {
        var id = organization.organizationId();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.*, d.held_until > now() as held,
                               (select max(e.received_at) from feishu_event e where e.organization_id = o.id) as last_event_at,
                               (select count(*) from feishu_event e where e.organization_id = o.id and e.worked_at is null) as waiting
                        from (select cast(:id as uuid) as id) o
                        left join event_delivery d on d.organization_id = o.id
                        """)
                .bind("id", id.value())
                .map((row, context) -> delivery(organization, row))
                .one());
    }

    private DeliveryReport delivery(Organization organization, ResultSet row) throws SQLException {
        var byRequest = organization.eventDelivery() == EventDelivery.WEBHOOK;
        var byConnection = organization.eventDelivery() == EventDelivery.LONG_CONNECTION;
        var why = row.getString("refused_why");
        var at = instant(row, "refused_at");
        return new DeliveryReport(
                organization.eventDelivery(),
                byRequest ? publicOrigin + "/feishu/events/" + organization.organizationId() : null,
                byRequest ? instant(row, "challenged_at") : null,
                byRequest && why != null && at != null ? new Refusal(why, at) : null,
                byConnection ? connection(row) : null,
                instant(row, "last_event_at"),
                row.getInt("waiting"));
    }

    private static Connection connection(ResultSet row) throws SQLException {
        return new Connection(
                row.getBoolean("held") ? instant(row, "connected_since") : null,
                row.getString("connection_error"),
                instant(row, "connection_error_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column))
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    /** The request URL was verified. */
    void challenged(OrganizationId id) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into event_delivery (organization_id, challenged_at) values (:id, :now)
                        on conflict (organization_id) do update set challenged_at = excluded.challenged_at, refused_why = null, refused_at = null
                        """)
                .bind("id", id.value())
                .bind("now", clock.instant())
                .execute());
    }

    /** A push was refused. Noted once a minute at most, since everybody may send one. */
    void refused(OrganizationId id, String why) {
        var now = clock.instant();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into event_delivery as d (organization_id, refused_why, refused_at) values (:id, :why, :now)
                        on conflict (organization_id) do update set refused_why = excluded.refused_why, refused_at = excluded.refused_at
                            where d.refused_at is null or d.refused_at < :before
                        """)
                .bind("id", id.value())
                .bind("why", why)
                .bind("now", now)
                .bind("before", now.minus(REFUSALS_APART))
                .execute());
    }

    /**
     * How the long connection stands.
     *
     * @param holder changes nothing unless it holds the connection
     */
    void connection(OrganizationId id, String holder, ConnectionState state) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update event_delivery set connected_since = :since, connection_error = coalesce(:error, connection_error),
                            connection_error_at = coalesce(:errorAt, connection_error_at)
                        where organization_id = :id and holder = :holder
                        """)
                .bind("id", id.value())
                .bind("holder", holder)
                .bind("since", state.connectedSince())
                .bind("error", state.error())
                .bind("errorAt", state.errorAt())
                .execute());
    }
}
