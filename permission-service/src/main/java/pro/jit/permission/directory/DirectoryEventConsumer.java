package pro.jit.permission.directory;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.trace.Traces;

/**
 * Reads org-sync-service's topics into the {@link DirectoryProjection}. Offsets are committed after the database transaction: a crash between
 * the two repeats records, which the revisions make harmless. A record that can never be applied goes to the dead letters; when the database
 * is what fails, the same records are read again until it works.
 */
@ApplicationScoped
class DirectoryEventConsumer {
    private static final Logger LOG = Logger.getLogger(DirectoryEventConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final DirectoryTopics topics;
    private final DirectoryEvents events;
    private final DirectoryProjection projection;
    private final DeadLetters deadLetters;
    private final OwnPartitions partitions;
    private final ReadingStart start;
    private final Gaps gaps;
    private final ConsumerState state;
    private final MeterRegistry meters;
    private volatile boolean stopping;
    private @Nullable Consumer<String, String> consumer;
    private @Nullable Thread thread;

    DirectoryEventConsumer(
            DirectoryTopics topics,
            DirectoryEvents events,
            DirectoryProjection projection,
            DeadLetters deadLetters,
            OwnPartitions partitions,
            DirectoryPositions positions,
            Gaps gaps,
            ConsumerState state,
            MeterRegistry meters) {
        this.topics = topics;
        this.events = events;
        this.projection = projection;
        this.deadLetters = deadLetters;
        this.partitions = partitions;
        this.start = new ReadingStart(positions::all, gaps);
        this.gaps = gaps;
        this.state = state;
        this.meters = meters;
    }

    void start(@Observes StartupEvent started) {
        var opened = topics.consumer();
        consumer = opened;
        thread = Thread.ofPlatform().name("directory-events").start(() -> run(opened));
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        if (consumer != null && thread != null) {
            consumer.wakeup();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run(Consumer<String, String> opened) {
        try (opened) {
            opened.subscribe(DirectoryTopics.ALL, start);
            while (!stopping) {
                readOnce(opened);
            }
        } catch (WakeupException e) {
            LOG.debug("directory consumer woken to stop");
        }
    }

    private void readOnce(Consumer<String, String> opened) {
        ConsumerRecords<String, String> records = ConsumerRecords.empty();
        try {
            records = opened.poll(POLL);
            if (start.isPending()) {
                rewind(opened, records);
                start.place(opened);
                return;
            }
            if (!records.isEmpty()) {
                var polled = records;
                Traces.goOn("directory events", traceparents(polled), () -> work(polled));
                partitions.applied(records);
                opened.commitSync();
            }
            partitions.note(opened);
            state.worked();
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            state.failed();
            LOG.errorf(
                    "directory events not applied, they will be read again  error=%s",
                    e.getClass().getName());
            LOG.debug("directory events not applied", e);
            rewind(opened, records);
            pause();
        }
    }

    private static List<@Nullable String> traceparents(ConsumerRecords<String, String> records) {
        var all = new ArrayList<@Nullable String>();
        for (var received : records) {
            var header = received.headers().lastHeader(Traces.HEADER);
            if (header != null && header.value() != null) {
                all.add(new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    private void work(ConsumerRecords<String, String> records) {
        var readable = new ArrayList<ReceivedEntry>();
        for (var received : records) {
            read(received, readable);
        }
        try {
            gaps.jumped(
                    readable,
                    projection.apply(readable.stream().map(ReceivedEntry::entry).toList()));
        } catch (RuntimeException e) {
            if (!UnstorableEntry.is(e)) {
                throw e;
            }
            readable.forEach(this::applyAlone);
        }
        meters.counter("jit_directory_records", "outcome", "read").increment(readable.size());
    }

    private void read(ConsumerRecord<String, String> received, List<ReceivedEntry> readable) {
        if (received.value() == null) {
            return;
        }
        try {
            events.read(received.value()).ifPresent(entry -> readable.add(new ReceivedEntry(received, entry)));
        } catch (MalformedEvent e) {
            deadLetters.add(received, String.valueOf(e.getMessage()));
        }
    }

    private void applyAlone(ReceivedEntry readable) {
        try {
            gaps.jumped(List.of(readable), projection.apply(readable.entry()));
        } catch (RuntimeException e) {
            if (!UnstorableEntry.is(e)) {
                throw e;
            }
            deadLetters.add(readable.received(), "it cannot be stored");
        }
    }

    private static void rewind(Consumer<String, String> opened, ConsumerRecords<String, String> records) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : records.partitions()) {
            offsets.put(
                    partition,
                    new OffsetAndMetadata(records.records(partition).getFirst().offset()));
        }
        offsets.keySet().retainAll(opened.assignment());
        offsets.forEach(opened::seek);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
