package pro.jit.gateway.console.session;

import com.fasterxml.uuid.NoArgGenerator;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Opens, finds and ends sessions of the console. Each request looks in the database, so an end is one on every replica at once. */
@ApplicationScoped
public class ConsoleSessions {
    /** A session in use is written no more often than this. */
    private static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final ConsoleSessionRepository repository;
    private final ConsoleCookie cookie;
    private final ConsoleConfig config;
    private final SecureRandom random;
    private final NoArgGenerator ids;
    private final Clock clock;

    ConsoleSessions(
            Jdbi jdbi,
            ConsoleSessionRepository repository,
            ConsoleCookie cookie,
            ConsoleConfig config,
            SecureRandom random,
            NoArgGenerator ids,
            Clock clock) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.cookie = cookie;
        this.config = config;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A session that has just been opened.
     *
     * @param setCookie to be sent once
     */
    public record Opened(ConsoleSession session, String setCookie) {
        @Override
        public String toString() {
            return "Opened[session=" + session + "]";
        }
    }

    /** Opens one for an administrator of the platform, whose browser's earlier session ends: the cookie is always a new one. */
    public Opened openFor(String username, HttpServerRequest request) {
        var token = ConsoleToken.create(random);
        var now = now();
        return jdbi.inTransaction(handle -> {
            endBrought(handle, request, now);
            repository.insertPlatform(
                    handle, ids.generate(), token, username, now, now.plus(config.idle()), now.plus(config.life()));
            return opened(handle, token, now, request);
        });
    }

    private Opened opened(Handle handle, ConsoleToken token, Instant now, HttpServerRequest request) {
        var session = repository.find(handle, token, now).orElseThrow().session();
        return new Opened(session, cookie.set(request, token, Duration.between(now, session.expiresAt())));
    }

    private void endBrought(Handle handle, HttpServerRequest request, Instant now) {
        cookie.of(request)
                .flatMap(value -> repository.find(handle, new ConsoleToken(value), now))
                .ifPresent(kept -> repository.delete(handle, kept.session().id()));
    }

    /** The live session of a cookie's value, which this use keeps alive; empty for anything else. */
    public Optional<ConsoleSession> use(String cookieValue) {
        var now = now();
        return jdbi.inTransaction(handle -> {
            var kept = repository.find(handle, new ConsoleToken(cookieValue), now);
            kept.filter(found -> !found.lastSeenAt().plus(TOUCHED_EVERY).isAfter(now))
                    .ifPresent(found -> repository.touch(
                            handle,
                            found.session().id(),
                            now,
                            earlier(now.plus(config.idle()), found.session().expiresAt())));
            return kept.map(ConsoleSessionRepository.Kept::session);
        });
    }

    /** Ends one. */
    public void end(UUID id) {
        jdbi.useHandle(handle -> repository.delete(handle, id));
    }

    /** Ends those of an administrator of the platform, but one where given. */
    public void endOf(Handle handle, String username, @Nullable UUID except) {
        repository.deleteOf(handle, username, except);
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void removeExpired() {
        jdbi.useHandle(handle -> repository.deleteExpired(handle, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
