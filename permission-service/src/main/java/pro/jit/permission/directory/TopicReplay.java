package pro.jit.permission.directory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the directory's topics from the first offset to their end, beside the group that applies them and without a trace in it. */
final class TopicReplay implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Consumer<String, String> consumer;
    private final DirectoryEvents events;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, Long> beginnings;
    private Map<TopicPartition, Long> ends;

    /** @param consumer of no group; closed with this */
    TopicReplay(Consumer<String, String> consumer, DirectoryEvents events) {
        this.consumer = consumer;
        this.events = events;
        for (var topic : DirectoryTopics.ALL) {
            var known = consumer.partitionsFor(topic, PATIENCE);
            if (known != null) {
                known.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        beginnings = consumer.beginningOffsets(partitions, PATIENCE);
        ends = consumer.endOffsets(partitions, PATIENCE);
    }

    /** Whether there is a partition of every topic. */
    boolean hasAllTopics() {
        return DirectoryTopics.ALL.stream().allMatch(topic -> partitions.stream()
                .anyMatch(partition -> partition.topic().equals(topic)));
    }

    /** Whether nothing of the topics has been deleted: only then does what they do not tell of not exist. Compaction deletes no beginning. */
    boolean isWhole() {
        return beginnings.values().stream().allMatch(beginning -> beginning == 0);
    }

    /** What follows, as far as it can be understood; the rest is in the dead letters. Waits half a second at most. */
    List<DirectoryEntry> next() {
        var entries = new ArrayList<DirectoryEntry>();
        for (var received : consumer.poll(POLL)) {
            entry(received).ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<DirectoryEntry> entry(ConsumerRecord<String, String> received) {
        @Nullable String value = received.value();
        try {
            return value == null ? Optional.empty() : events.read(value);
        } catch (MalformedEvent e) {
            return Optional.empty();
        }
    }

    /** Looks where the end is now. */
    void extend() {
        ends = consumer.endOffsets(partitions, PATIENCE);
    }

    /** Whether the end, as last looked for, is reached. */
    boolean isAtEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    long read() {
        return partitions.stream()
                .mapToLong(partition -> consumer.position(partition, PATIENCE) - beginnings.getOrDefault(partition, 0L))
                .sum();
    }

    /** Never less than {@link #read()}. */
    long total() {
        return partitions.stream()
                .mapToLong(
                        partition -> Math.max(consumer.position(partition, PATIENCE), ends.getOrDefault(partition, 0L))
                                - beginnings.getOrDefault(partition, 0L))
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
