package pro.jit.permission.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.trace.Traces;

/**
 * Sends what the outbox holds, in the order it was written, and deletes it when Kafka has acknowledged it. One replica sends at a time; a crash
 * between acknowledgment and deletion sends again, so delivery is at least once.
 */
@ApplicationScoped
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long LOCK = 0x6a69745f6f7574L;
    private static final int BATCH = 500;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final byte[] CONTENT_TYPE =
            "application/cloudevents+json; charset=utf-8".getBytes(StandardCharsets.UTF_8);

    private final Jdbi jdbi;
    private final AccessTopic topic;
    private final MeterRegistry meters;
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    OutboxRelay(Jdbi jdbi, AccessTopic topic, MeterRegistry meters) {
        this.jdbi = jdbi;
        this.topic = topic;
        this.meters = meters;
    }

    /** Something was committed; send it now rather than at the next look. */
    void nudge() {
        nudges.release();
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        nudge();
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        try (var producer = topic.producer()) {
            while (!stopping) {
                if (await(POLL)) {
                    sendAll(producer);
                }
            }
        }
    }

    private boolean await(Duration longest) {
        try {
            if (nudges.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                nudges.drainPermits();
            }
            return true;
        } catch (InterruptedException e) {
            stopping = true;
            return false;
        }
    }

    private void sendAll(Producer<String, String> producer) {
        try {
            topic.ensure();
            while (!stopping && jdbi.inTransaction(handle -> sendBatch(handle, producer)) == BATCH) {
                LOG.debug("outbox batch sent, more is waiting");
            }
        } catch (RuntimeException e) {
            LOG.errorf(
                    "outbox not sent, it will be tried again  error=%s",
                    e.getClass().getName());
            LOG.debug("outbox not sent", e);
            await(PAUSE_AFTER_FAILURE);
        }
    }

    private int sendBatch(Handle handle, Producer<String, String> producer) {
        var mine = handle.createQuery("select pg_try_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
        if (!mine) {
            return 0;
        }
        var waiting = handle.createQuery(
                        "select sequence, topic, key, value, traceparent from outbox order by sequence limit :batch")
                .bind("batch", BATCH)
                .map((row, context) -> new Waiting(
                        row.getLong("sequence"),
                        new ProducerRecord<>(row.getString("topic"), row.getString("key"), row.getString("value")),
                        row.getString("traceparent")))
                .list();
        if (waiting.isEmpty()) {
            return 0;
        }
        send(producer, waiting);
        handle.createUpdate("delete from outbox where sequence = any(:sent)")
                .bind("sent", waiting.stream().map(Waiting::sequence).toArray(Long[]::new))
                .execute();
        meters.counter("jit_outbox_sent").increment(waiting.size());
        return waiting.size();
    }

    private static void send(Producer<String, String> producer, List<Waiting> waiting) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (var entry : waiting) {
            entry.message().headers().add("content-type", CONTENT_TYPE);
            if (entry.traceparent() != null) {
                entry.message().headers().add(Traces.HEADER, entry.traceparent().getBytes(StandardCharsets.UTF_8));
            }
            sent.add(producer.send(entry.message()));
        }
        try {
            for (var acknowledgment : sent) {
                acknowledgment.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not accept an event", e);
        }
    }

    private record Waiting(
            long sequence,
            ProducerRecord<String, String> message,
            @Nullable String traceparent) {}
}
