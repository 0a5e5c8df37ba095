package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/** How far this replica has come in the partitions it reads. Used by the reader's thread alone. */
@ApplicationScoped
class OwnPartitions {
    private static final Logger LOG = Logger.getLogger(OwnPartitions.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DirectoryPositions positions;
    private final Clock clock;
    private final Map<TopicPartition, Instant> lastTold = new HashMap<>();
    private final Map<TopicPartition, Long> liveFrom = new HashMap<>();
    private long notedNanos = System.nanoTime() - EVERY.toNanos();

    OwnPartitions(DirectoryPositions positions, Clock clock) {
        this.positions = positions;
        this.clock = clock;
    }

    /** These have been applied. */
    void applied(ConsumerRecords<String, String> records) {
        for (var partition : records.partitions()) {
            var last = records.records(partition).getLast();
            lastTold.put(partition, Instant.ofEpochMilli(Math.max(0, last.timestamp())));
        }
    }

    /** Whether the record came when everything before it had been read: nothing of its partition was compacted away before it. */
    boolean isLive(ConsumerRecord<String, String> received) {
        var from = liveFrom.get(new TopicPartition(received.topic(), received.partition()));
        return from != null && received.offset() >= from;
    }

    /** Notes the positions, once a second. Without an answer of Kafka nothing is noted: nobody knows then what waits. */
    void note(Consumer<String, String> consumer) {
        if (System.nanoTime() - notedNanos < EVERY.toNanos()) {
            return;
        }
        notedNanos = System.nanoTime();
        var assigned = consumer.assignment();
        lastTold.keySet().retainAll(assigned);
        liveFrom.keySet().retainAll(assigned);
        try {
            var now = clock.instant();
            var ends = consumer.endOffsets(assigned, PATIENCE);
            var states = new ArrayList<PartitionState>();
            for (var partition : assigned) {
                states.add(state(
                        partition, consumer.position(partition, PATIENCE), ends.getOrDefault(partition, 0L), now));
            }
            positions.note(states);
        } catch (TimeoutException e) {
            LOG.debug("positions not noted", e);
        }
    }

    private PartitionState state(TopicPartition partition, long position, long end, Instant now) {
        if (position < end) {
            return new PartitionState(partition, position, end, lastTold.getOrDefault(partition, Instant.EPOCH));
        }
        liveFrom.putIfAbsent(partition, position);
        return new PartitionState(partition, position, end, now);
    }
}
