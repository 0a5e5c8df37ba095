package pro.jit.gateway.console.administrator;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Locks a name for 15 minutes after five failures, whether somebody has the name or not, so that a lock tells nothing. An attempt counts as failed before
 * the password is looked at: of a hundred at once, five are looked at.
 */
@ApplicationScoped
class SignInFailures {
    static final int MOST = 5;
    static final Duration LOCK = Duration.ofMinutes(15);

    private final Jdbi jdbi;
    private final Clock clock;

    SignInFailures(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Counts an attempt. Present when the name is locked: for how long. */
    Optional<Duration> begin(String username) {
        var now = clock.instant();
        return jdbi.inTransaction(handle -> {
            var counted = handle.createUpdate("""
                            insert into console_sign_in_failure as known (name_hash, failures, last_at) values (:hash, 1, :now)
                            on conflict (name_hash) do update
                            set failures = case when known.last_at <= :forgotten then 1 else known.failures + 1 end, last_at = :now
                            where known.last_at <= :forgotten or known.failures < :most""")
                    .bind("hash", hash(username))
                    .bind("now", now)
                    .bind("forgotten", now.minus(LOCK))
                    .bind("most", MOST)
                    .execute();
            return counted == 1
                    ? Optional.<Duration>empty()
                    : lockedUntil(handle, username, now).map(until -> Duration.between(now, until));
        });
    }

    /** The attempt was no guess: its count is taken back. */
    void takeBack(String username) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update console_sign_in_failure set failures = failures - 1 where name_hash = :hash and failures > 0")
                .bind("hash", hash(username))
                .execute());
    }

    /** All is well: earlier failures are forgotten. */
    void clear(Handle handle, String username) {
        handle.createUpdate("delete from console_sign_in_failure where name_hash = :hash")
                .bind("hash", hash(username))
                .execute();
    }

    /** Until when a name is locked; empty where it is not. */
    Optional<Instant> lockedUntil(Handle handle, String username, Instant now) {
        return handle.createQuery("""
                        select last_at from console_sign_in_failure
                        where name_hash = :hash and failures >= :most and last_at > :forgotten""")
                .bind("hash", hash(username))
                .bind("most", MOST)
                .bind("forgotten", now.minus(LOCK))
                .map((row, context) -> row.getTimestamp("last_at").toInstant().plus(LOCK))
                .findOne();
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        jdbi.useHandle(handle -> handle.createUpdate("delete from console_sign_in_failure where last_at <= :forgotten")
                .bind("forgotten", clock.instant().minus(LOCK))
                .execute());
    }

    private static byte[] hash(String username) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(username.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
