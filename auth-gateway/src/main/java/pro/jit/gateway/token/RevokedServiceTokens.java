package pro.jit.gateway.token;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Ids of service tokens whose client took them back. Other replicas know within a second; our siblings when the token expires. */
@Startup
@Singleton
class RevokedServiceTokens {
    private final Jdbi jdbi;
    private final Clock clock;
    private volatile Set<String> revoked = Set.of();

    RevokedServiceTokens(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    boolean contains(String jti) {
        return revoked.contains(jti);
    }

    void add(String jti, Instant expiresAt) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from revoked_service_token where expires_at < ?", now());
            handle.execute(
                    "insert into revoked_service_token (jti, expires_at) values (?, ?) on conflict do nothing",
                    UUID.fromString(jti),
                    expiresAt.atOffset(ZoneOffset.UTC));
        });
        reload();
    }

    @PostConstruct
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void reload() {
        revoked = jdbi.withHandle(
                handle -> handle.createQuery("select jti::text from revoked_service_token where expires_at >= ?")
                        .bind(0, now())
                        .mapTo(String.class)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
