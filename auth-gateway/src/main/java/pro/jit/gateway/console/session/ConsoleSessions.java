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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.console.session.ConsoleSession.Administered;
import pro.jit.gateway.console.session.ConsoleSessionRepository.Kept;
import pro.jit.gateway.console.session.ConsoleSessionRepository.KeptApplication;

/** Opens, finds and ends sessions of the console. Each request looks in the database, so an end is one on every replica at once. */
@ApplicationScoped
public class ConsoleSessions {
    /** A session in use is written no more often than this. */
    private static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final ConsoleSessionRepository repository;
    private final AdministeredSessions administered;
    private final ConsoleCookie cookie;
    private final ConsoleConfig config;
    private final SecureRandom random;
    private final NoArgGenerator ids;
    private final Clock clock;

    ConsoleSessions(
            Jdbi jdbi,
            ConsoleSessionRepository repository,
            AdministeredSessions administered,
            ConsoleCookie cookie,
            ConsoleConfig config,
            SecureRandom random,
            NoArgGenerator ids,
            Clock clock) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.administered = administered;
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
            return "Opened[hidden]";
        }
    }

    /** A session as kept, with its applications. */
    private record Found(Kept session, List<KeptApplication> applications) {
        Found {
            applications = List.copyOf(applications);
        }
    }

    /** Opens one for an administrator of the platform, whose browser's earlier session ends: the cookie is always a new one. */
    public Opened openFor(String username, HttpServerRequest request) {
        var now = now();
        return open(request, kept(username, null, username, now, now.plus(config.life())), List.of());
    }

    /**
     * Opens one on the strength of a member's session of an application. What the browser's earlier one gave the same person stays open; that of another
     * ends.
     *
     * @return empty if the session is not alive, or no administrator's
     */
    public Optional<Opened> openForMember(String sid, HttpServerRequest request) {
        var now = now();
        return administered.find(UUID.fromString(sid)).map(live -> {
            var applications = new ArrayList<>(List.of(live.application()));
            brought(request, now).stream()
                    .flatMap(before -> live(before).stream())
                    .filter(live.application()::isSamePerson)
                    .filter(before ->
                            !before.address().equals(live.application().address()))
                    .forEach(applications::add);
            var session = live.session();
            var name = session.name() == null ? session.memberId() : session.name();
            var end = earlier(now.plus(config.life()), session.absoluteExpiresAt());
            return open(request, kept(null, session.memberId(), name, now, end), applications);
        });
    }

    private Kept kept(
            @Nullable String username, @Nullable String memberId, String name, Instant now, Instant expiresAt) {
        return new Kept(
                ids.generate(),
                username,
                memberId,
                name,
                false,
                false,
                now,
                earlier(now.plus(config.idle()), expiresAt),
                expiresAt);
    }

    private Opened open(HttpServerRequest request, Kept kept, List<Administered> applications) {
        var token = ConsoleToken.create(random);
        var now = kept.lastSeenAt();
        var before = brought(request, now);
        jdbi.useTransaction(handle -> {
            before.ifPresent(found -> repository.delete(handle, found.session().id()));
            repository.insert(handle, kept, token);
            applications.forEach(application -> repository.insert(
                    handle,
                    kept.id(),
                    new KeptApplication(application.orgId(), application.appId(), application.sid())));
        });
        var session =
                find(token, now, Attendance.ATTENDED).flatMap(this::session).orElseThrow();
        return new Opened(session, cookie.set(request, token, Duration.between(now, session.expiresAt())));
    }

    private Optional<Found> brought(HttpServerRequest request, Instant now) {
        return cookie.of(request).flatMap(value -> find(new ConsoleToken(value), now, Attendance.ATTENDED));
    }

    /** The live session of a cookie's value, which this use keeps alive where somebody is behind it; empty for anything else. */
    public Optional<ConsoleSession> use(String cookieValue, Attendance attendance) {
        return find(new ConsoleToken(cookieValue), now(), attendance).flatMap(this::session);
    }

    /** Those of them that are still alive. */
    public Set<UUID> live(Set<UUID> ids) {
        return jdbi.withHandle(handle -> repository.live(handle, ids, now()));
    }

    private Optional<Found> find(ConsoleToken token, Instant now, Attendance attendance) {
        return jdbi.inTransaction(handle -> repository.find(handle, token, now).map(kept -> {
            if (attendance == Attendance.ATTENDED
                    && !kept.lastSeenAt().plus(TOUCHED_EVERY).isAfter(now)) {
                repository.touch(handle, kept.id(), now, earlier(now.plus(config.idle()), kept.expiresAt()));
            }
            return new Found(kept, repository.applications(handle, kept.id()));
        }));
    }

    /** Empty for a member whom no session of an application makes an administrator any more. */
    private Optional<ConsoleSession> session(Found found) {
        var kept = found.session();
        if (kept.username() != null) {
            return Optional.of(new ConsoleSession.Platform(
                    kept.id(),
                    kept.username(),
                    kept.passwordChangeRequired(),
                    kept.totpEnabled(),
                    kept.idleExpiresAt(),
                    kept.expiresAt()));
        }
        var applications = live(found);
        return kept.memberId() == null || applications.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConsoleSession.Member(
                        kept.id(), kept.memberId(), kept.name(), applications, kept.idleExpiresAt(), kept.expiresAt()));
    }

    private List<Administered> live(Found found) {
        return found.applications().stream()
                .flatMap(application -> administered.find(application.sid()).stream())
                .map(AdministeredSessions.Live::application)
                .toList();
    }

    /** Ends one. */
    public void end(UUID id) {
        jdbi.useHandle(handle -> repository.delete(handle, id));
    }

    /** Ends those of an administrator of the platform, within the caller's transaction. */
    public void endOf(Handle handle, String username) {
        repository.deleteOf(handle, username);
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
