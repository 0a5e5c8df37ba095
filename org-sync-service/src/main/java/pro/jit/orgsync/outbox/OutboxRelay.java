package pro.jit.orgsync.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.trace.Traces;

/**
 * Brings events from the outbox to Kafka: in the order they were written, deleted only when acknowledged. One replica does it at a time, the one
 * holding the advisory lock; the lock goes with its connection. Whoever takes over shuts Kafka to whoever sent before, so that nothing late comes
 * behind what is newer: on a compacted topic the last record of a key is what stays. After a failure everything not acknowledged is sent again.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long LOCK = 0x6a69742d6f7267L;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final DataSource database;
    private final KafkaTopics topics;
    private final OutboxConfig config;
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    OutboxRelay(DataSource database, KafkaTopics topics, OutboxConfig config) {
        this.database = database;
        this.topics = topics;
        this.config = config;
    }

    private record Entry(
            long sequence,
            String topic,
            String key,
            String value,
            @Nullable String traceparent) {}

    /** Says that there is something to send. */
    public void nudge() {
        nudges.release();
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        nudge();
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
            thread.interrupt();
        }
    }

    private void run() {
        var topicsExist = false;
        while (!stopping) {
            try {
                if (!topicsExist) {
                    topics.create();
                    topicsExist = true;
                }
                relay();
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | TimeoutException | RuntimeException e) {
                if (!stopping) {
                    LOG.warnf("outbox not relayed, trying again  error=%s", e);
                    pause(AFTER_FAILURE);
                }
            }
        }
    }

    private void relay() throws SQLException, InterruptedException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(true);
            if (!locked(connection)) {
                pause(Duration.ofSeconds(1));
                return;
            }
            var producer = topics.producer();
            try {
                producer.initTransactions();
                while (!stopping) {
                    if (send(connection, producer) < config.batch()) {
                        nudges.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS);
                        nudges.drainPermits();
                    }
                }
            } finally {
                // Without a limit it would wait for a broker that is away, and keep the lock.
                producer.close(CLOSING);
                unlock(connection);
            }
        }
    }

    private int send(Connection connection, Producer<String, String> producer) throws SQLException {
        var entries = read(connection);
        if (entries.isEmpty()) {
            return 0;
        }
        producer.beginTransaction();
        for (var entry : entries) {
            // One that fails fails the transaction.
            Future<?> unused = producer.send(message(entry));
        }
        producer.commitTransaction();
        delete(connection, entries.stream().map(Entry::sequence).toList());
        return entries.size();
    }

    private static ProducerRecord<String, String> message(Entry entry) {
        var message = new ProducerRecord<>(entry.topic(), entry.key(), entry.value());
        message.headers()
                .add(new RecordHeader(
                        "content-type",
                        "application/cloudevents+json; charset=utf-8".getBytes(StandardCharsets.UTF_8)));
        if (entry.traceparent() != null) {
            message.headers().add(Traces.HEADER, entry.traceparent().getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    private List<Entry> read(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(
                "select sequence, topic, key, value, traceparent from outbox order by sequence limit "
                        + config.batch())) {
            var entries = new ArrayList<Entry>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5)));
                }
            }
            return entries;
        }
    }

    private static void delete(Connection connection, List<Long> sequences) throws SQLException {
        try (var delete = connection.prepareStatement("delete from outbox where sequence = any (?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", sequences.toArray()));
            delete.executeUpdate();
        }
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (var settings = connection.createStatement()) {
            // The database gives the lock of a machine that is gone without a word to the next after some 15 seconds,
            // not 2 hours.
            settings.execute(
                    "set tcp_keepalives_idle = 6; set tcp_keepalives_interval = 3; set tcp_keepalives_count = 3");
        }
        try (var query = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            query.setLong(1, LOCK);
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void unlock(Connection connection) throws SQLException {
        // The connection goes back to a pool, and the lock would stay with it.
        try (var query = connection.prepareStatement("select pg_advisory_unlock(?)")) {
            query.setLong(1, LOCK);
            query.execute();
        }
    }

    private void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }
}
