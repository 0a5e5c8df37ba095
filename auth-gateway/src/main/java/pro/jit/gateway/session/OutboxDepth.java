package pro.jit.gateway.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** How many events wait for Kafka, of all replicas together: {@code jit_outbox_waiting}. Counted every 5 s; nothing is said while the database is away. */
@ApplicationScoped
class OutboxDepth {
    private final Jdbi jdbi;
    private volatile double waiting = Double.NaN;

    OutboxDepth(Jdbi jdbi, MeterRegistry meters) {
        this.jdbi = jdbi;
        Gauge.builder("jit_outbox_waiting", this, its -> its.waiting)
                .description("Events written with their change and not yet acknowledged by Kafka")
                .register(meters);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void count() {
        try {
            waiting = jdbi.withHandle(handle -> handle.createQuery("select count(*) from session_event")
                    .mapTo(Long.class)
                    .one());
        } catch (JdbiException e) {
            waiting = Double.NaN;
        }
    }
}
