package pro.jit.orgsync.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * How long the oldest of Feishu's events that has not been worked has waited, in seconds: {@code jit_event_lag_seconds}, 0 where none waits. Looked at
 * every 5 s; nothing is said while the database is away.
 */
@ApplicationScoped
class EventLag {
    private final Jdbi jdbi;
    private volatile double seconds = Double.NaN;

    EventLag(Jdbi jdbi, MeterRegistry meters) {
        this.jdbi = jdbi;
        Gauge.builder("jit_event_lag_seconds", this, its -> its.seconds)
                .description("Age of the oldest event of Feishu that has not been worked")
                .register(meters);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        try {
            seconds = jdbi.withHandle(
                    handle -> handle.createQuery("""
                            select coalesce(extract(epoch from greatest(now() - min(received_at), interval '0')), 0)
                            from feishu_event where worked_at is null""").mapTo(Double.class).one());
        } catch (JdbiException e) {
            seconds = Double.NaN;
        }
    }
}
