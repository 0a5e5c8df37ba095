package pro.jit.orgsync.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.organization.OrganizationId;

/**
 * The table of pushes. Each stands there once, however often Feishu sends it, until it is worked and then for a week. Several replicas work it
 * together: who has claimed a row has it for a minute.
 */
@ApplicationScoped
class EventInbox {
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int BATCH = 200;

    private final Jdbi jdbi;
    private final Clock clock;

    EventInbox(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** A push that waits to be worked. */
    record Waiting(OrganizationId organization, Hint hint, Instant receivedAt, int attempts) {}

    /** Keeps it; false if it was there already. */
    boolean keep(OrganizationId organization, Hint hint) {
        var now = clock.instant();
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into feishu_event (organization_id, event_id, event_type, open_id, received_at, due_at, worked_at)
                                values (:organization, :event, :type, :openId, :now, :now, :worked) on conflict do nothing
                                """)
                        .bind("organization", organization.value())
                        .bind("event", hint.eventId())
                        .bind("type", hint.type())
                        .bind("openId", hint.openId())
                        .bind("now", now)
                        .bind("worked", hint.kind() == Hint.Kind.NOTHING ? now : null)
                        .execute())
                > 0;
    }

    /** Some that are due, the longest waiting first; nobody else gets them for a minute. */
    List<Waiting> claim() {
        var now = clock.instant();
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        update feishu_event e set due_at = :until, attempts = attempts + 1
                        from (select organization_id, event_id from feishu_event
                              where worked_at is null and due_at <= :now
                              order by due_at, received_at limit :batch for update skip locked) due
                        where e.organization_id = due.organization_id and e.event_id = due.event_id
                        returning e.organization_id, e.event_id, e.event_type, e.open_id, e.received_at, e.attempts
                        """)
                .bind("now", now)
                .bind("until", now.plus(CLAIM))
                .bind("batch", BATCH)
                .map((row, context) -> new Waiting(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        new Hint(row.getString("event_id"), row.getString("event_type"), row.getString("open_id")),
                        row.getTimestamp("received_at").toInstant(),
                        row.getInt("attempts")))
                .list());
    }

    /** These are done. */
    void worked(OrganizationId organization, Collection<Waiting> done) {
        mark(organization, done, "worked_at = :at", clock.instant());
    }

    /** These are to be tried again, not before this time. */
    void later(OrganizationId organization, Collection<Waiting> again, Instant at) {
        mark(organization, again, "due_at = :at", at);
    }

    private void mark(OrganizationId organization, Collection<Waiting> rows, String change, Instant at) {
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("update feishu_event set " + change
                        + " where organization_id = :organization and event_id in (<events>)")
                .bind("organization", organization.value())
                .bind("at", at)
                .bindList(
                        "events", rows.stream().map(row -> row.hint().eventId()).toList())
                .execute());
    }

    /** Forgets what was worked a week ago: Feishu repeats nothing for so long. */
    int prune() {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from feishu_event where worked_at < :before")
                .bind("before", clock.instant().minus(KEPT))
                .execute());
    }
}
