package pro.jit.gateway.session;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.trace.Traces;

/**
 * Carries session events from the outbox to Kafka: in order, at least once, one replica at a time, and deletes them when Kafka has them. Nudged
 * after a commit; looks by itself every 250 ms.
 */
@ApplicationScoped
public class SessionEventRelay {
    private static final Logger LOG = Logger.getLogger(SessionEventRelay.class);
    private static final int BATCH = 500;

    private final Jdbi jdbi;
    private final KafkaClients kafka;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean stopped;
    private @Nullable Thread thread;

    SessionEventRelay(Jdbi jdbi, KafkaClients kafka) {
        this.jdbi = jdbi;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("session-event-relay").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        nudge();
        if (thread != null) {
            thread.join(5_000);
        }
    }

    /** There is something to carry. */
    void nudge() {
        work.release();
    }

    private void run() {
        try (var producer = kafka.producer()) {
            while (!stopped) {
                try {
                    if (carry(producer) < BATCH && work.tryAcquire(250, TimeUnit.MILLISECONDS)) {
                        work.drainPermits();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (ExecutionException | RuntimeException e) {
                    LOG.warnf(
                            "session events not carried, will try again error=%s",
                            e.getClass().getSimpleName());
                    pause();
                }
            }
        }
    }

    private int carry(KafkaProducer<String, String> producer) throws InterruptedException, ExecutionException {
        try (var handle = jdbi.open()) {
            handle.begin();
            try {
                var carried = carry(handle, producer);
                handle.commit();
                return carried;
            } catch (InterruptedException | ExecutionException | RuntimeException e) {
                handle.rollback();
                throw e;
            }
        }
    }

    private record Entry(
            long sequence,
            String sid,
            String event,
            @Nullable String traceparent) {}

    private static int carry(Handle handle, KafkaProducer<String, String> producer)
            throws InterruptedException, ExecutionException {
        var mine = handle.createQuery("select pg_try_advisory_xact_lock(hashtextextended('session_event', 7))")
                .mapTo(Boolean.class)
                .one();
        if (!mine) {
            return 0;
        }
        var entries = handle.createQuery(
                        "select sequence, sid, event, traceparent from session_event order by sequence limit " + BATCH)
                .map((row, context) -> new Entry(
                        row.getLong("sequence"),
                        row.getString("sid"),
                        row.getString("event"),
                        row.getString("traceparent")))
                .list();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (var entry : entries) {
            var message = new ProducerRecord<>(KafkaClients.SESSIONS, entry.sid(), entry.event());
            message.headers()
                    .add(
                            "content-type",
                            "application/cloudevents+json; charset=utf-8".getBytes(StandardCharsets.UTF_8));
            if (entry.traceparent() != null) {
                message.headers().add(Traces.HEADER, entry.traceparent().getBytes(StandardCharsets.UTF_8));
            }
            sent.add(producer.send(message));
        }
        for (var one : sent) {
            one.get();
        }
        if (!entries.isEmpty()) {
            handle.createUpdate("delete from session_event where sequence in (<sequences>)")
                    .bindList("sequences", entries.stream().map(Entry::sequence).toList())
                    .execute();
        }
        return entries.size();
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
