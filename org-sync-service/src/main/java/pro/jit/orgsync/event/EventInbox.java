package pro.jit.orgsync.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.trace.Traces;

/**
 * The table of pushes. Each stands there once, however often Feishu sends it, until it is worked and then for a week. Nothing is written to claim
 * one: who works an organization holds its {@linkplain EventWorkLock lock}, and what a dead replica had not finished simply still waits.
 */
@ApplicationScoped
class EventInbox {
    private static final int MOST = 1_000;

    private final Jdbi jdbi;
    private final EventConfig config;
    private final Clock clock;

    EventInbox(Jdbi jdbi, EventConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.config = config;
        this.clock = clock;
    }

    /** A push that waits to be worked. */
    record Waiting(Hint hint, int attempts, @Nullable String traceparent) {}

    /** Keeps it, in one statement; false if it was there already. */
    boolean keep(OrganizationId organization, Hint hint) {
        var now = clock.instant();
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into feishu_event (organization_id, event_id, event_type, open_id, open_department_id, received_at, due_at, worked_at, traceparent)
                                values (:organization, :event, :type, :openId, :openDepartmentId, :now, :now, :worked, :traceparent) on conflict do nothing
                                """)
                        .bind("organization", organization.value())
                        .bind("event", hint.eventId())
                        .bind("type", hint.type())
                        .bind("openId", hint.openId())
                        .bind("openDepartmentId", hint.openDepartmentId())
                        .bind("now", now)
                        .bind("traceparent", Traces.current())
                        .bind("worked", hint.kind() == Hint.Kind.NOTHING ? now : null)
                        .execute())
                > 0;
    }

    /** Organizations of which something is due, the one that waits longest first. */
    List<OrganizationId> due() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select organization_id from feishu_event where worked_at is null and due_at <= :now
                        group by organization_id order by min(due_at)
                        """)
                .bind("now", clock.instant())
                .map((row, context) -> new OrganizationId(row.getObject("organization_id", UUID.class)))
                .list());
    }

    /** What is due of an organization, in the order of arrival. */
    List<Waiting> due(Handle handle, OrganizationId organization) {
        return handle.createQuery("""
                        select event_id, event_type, open_id, open_department_id, attempts, traceparent from feishu_event
                        where organization_id = :organization and worked_at is null and due_at <= :now
                        order by received_at, event_id limit :most
                        """)
                .bind("organization", organization.value())
                .bind("now", clock.instant())
                .bind("most", MOST)
                .map((row, context) -> new Waiting(
                        new Hint(
                                row.getString("event_id"),
                                row.getString("event_type"),
                                row.getString("open_id"),
                                row.getString("open_department_id")),
                        row.getInt("attempts"),
                        row.getString("traceparent")))
                .list();
    }

    /** These are done. */
    void worked(OrganizationId organization, Collection<Waiting> done) {
        mark(organization, done, "worked_at = :at", clock.instant());
    }

    /** These are to be tried again, not before this time. */
    void later(OrganizationId organization, Collection<Waiting> again, Instant at) {
        mark(organization, again, "due_at = :at, attempts = attempts + 1", at);
    }

    private void mark(OrganizationId organization, Collection<Waiting> rows, String change, Instant at) {
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("update feishu_event set " + change
                        + " where organization_id = :organization and event_id = any (:events)")
                .bind("organization", organization.value())
                .bind("at", at)
                .bindArray(
                        "events",
                        String.class,
                        rows.stream().map(row -> row.hint().eventId()).toList())
                .execute());
    }

    /** Forgets what was worked long ago: Feishu repeats nothing for so long. */
    int prune() {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from feishu_event where worked_at < :before")
                .bind("before", clock.instant().minus(config.kept()))
                .execute());
    }
}
