package pro.jit.permission.idempotency;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.permission.audit.Caller;

/** Answers by caller and key, for a day. */
@ApplicationScoped
class AnsweredRequestRepository {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int AT_ONCE = 1_000;

    private final Jdbi jdbi;
    private final Clock clock;

    AnsweredRequestRepository(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** What was answered to the request of this fingerprint. */
    record Answered(String fingerprint, Answer answer) {}

    /** Whether no other request of this caller and key is being worked; then none is until the transaction ends. */
    boolean tryLock(Handle handle, Caller caller, IdempotencyKey key) {
        return handle.createQuery(
                        "select pg_try_advisory_xact_lock(hashtextextended('request ' || :caller || ' ' || :key, 0))")
                .bind("caller", caller.clientId())
                .bind("key", key.value())
                .mapTo(Boolean.class)
                .one();
    }

    Optional<Answered> find(Handle handle, Caller caller, IdempotencyKey key, Instant now) {
        return handle.createQuery("""
                        select fingerprint, status, location, etag, body from answered_request
                         where caller = :caller and idempotency_key = :key and answered_at > :since
                        """)
                .bind("caller", caller.clientId())
                .bind("key", key.value())
                .bind("since", since(now))
                .map((row, context) -> new Answered(
                        row.getString("fingerprint"),
                        new Answer(
                                row.getInt("status"),
                                row.getString("location"),
                                row.getString("etag"),
                                row.getString("body"))))
                .findOne();
    }

    /** Keeps an answer in the place of one that is over a day old. */
    void keep(Handle handle, Caller caller, IdempotencyKey key, String fingerprint, Answer answer, Instant now) {
        handle.createUpdate("""
                        insert into answered_request (caller, idempotency_key, fingerprint, answered_at, status, location, etag, body)
                        values (:caller, :key, :fingerprint, :now, :status, :location, :etag, :body)
                        on conflict (caller, idempotency_key) do update
                           set fingerprint = excluded.fingerprint, answered_at = excluded.answered_at, status = excluded.status,
                               location = excluded.location, etag = excluded.etag, body = excluded.body
                        """)
                .bind("caller", caller.clientId())
                .bind("key", key.value())
                .bind("fingerprint", fingerprint)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("status", answer.status())
                .bind("location", answer.location())
                .bind("etag", answer.etag())
                .bind("body", answer.body())
                .execute();
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
    void prune() {
        int removed;
        do {
            removed = jdbi.withHandle(handle -> handle.createUpdate("""
                            delete from answered_request where (caller, idempotency_key) in (
                                select caller, idempotency_key from answered_request where answered_at <= :since
                                 limit :atOnce for update skip locked)
                            """)
                    .bind("since", since(clock.instant()))
                    .bind("atOnce", AT_ONCE)
                    .execute());
        } while (removed == AT_ONCE);
    }

    private static OffsetDateTime since(Instant now) {
        return now.minus(KEPT).atOffset(ZoneOffset.UTC);
    }
}
