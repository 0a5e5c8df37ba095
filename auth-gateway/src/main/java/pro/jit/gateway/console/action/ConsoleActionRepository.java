package pro.jit.gateway.console.action;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The table {@code console_action}, which the database lets nobody alter. */
@ApplicationScoped
class ConsoleActionRepository {
    private final Jdbi jdbi;

    ConsoleActionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Filters; null means any.
     *
     * @param from then or later
     * @param to before
     */
    record Filter(
            @Nullable String actor,
            @Nullable Instant from,
            @Nullable Instant to) {}

    void insert(ConsoleAction action) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into console_action (action_id, at, actor, method, path, status, request_id)
                        values (:id, :at, :actor, :method, :path, :status, :request)""")
                .bind("id", action.actionId())
                .bind("at", action.at())
                .bind("actor", action.actor())
                .bind("method", action.method())
                .bind("path", action.path())
                .bind("status", action.status())
                .bind("request", action.requestId())
                .execute());
    }

    /** Newest first. */
    List<ConsoleAction> list(Filter filter, @Nullable UUID before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from console_action
                        where (:actor::text is null or actor = :actor)
                          and (:from::timestamptz is null or at >= :from)
                          and (:to::timestamptz is null or at < :to)
                          and (:before::uuid is null or action_id < :before)
                        order by action_id desc limit :limit""")
                .bind("actor", filter.actor())
                .bind("from", filter.from())
                .bind("to", filter.to())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new ConsoleAction(
                        row.getObject("action_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("method"),
                        row.getString("path"),
                        row.getInt("status"),
                        row.getString("request_id")))
                .list());
    }

    /** How many were older. */
    int deleteBefore(Instant time) {
        return jdbi.inTransaction(handle -> {
            handle.execute("set local jit.pruning_the_record = 'on'");
            return handle.createUpdate("delete from console_action where at < :time")
                    .bind("time", time)
                    .execute();
        });
    }
}
