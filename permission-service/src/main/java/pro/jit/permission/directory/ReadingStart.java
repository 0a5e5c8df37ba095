package pro.jit.permission.directory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import pro.jit.permission.directory.DirectoryPositions.Noted;

/**
 * Where reading goes on in a partition that comes to this replica: where Kafka's group is, or before that where the database is. A database that
 * was restored from a backup, or is new, is so read up to date by itself.
 */
final class ReadingStart implements ConsumerRebalanceListener {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Map<TopicPartition, Noted>> noted;
    private final Gaps gaps;
    private final Set<TopicPartition> pending = new HashSet<>();

    /** @param noted how far the database is */
    ReadingStart(Supplier<Map<TopicPartition, Noted>> noted, Gaps gaps) {
        this.noted = noted;
        this.gaps = gaps;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        pending.addAll(assigned);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        pending.removeAll(revoked);
    }

    /** Whether there are partitions that must not be read before {@link #place}. */
    boolean isPending() {
        return !pending.isEmpty();
    }

    /** Sets the position of what has come. A failure leaves it to be done again. */
    void place(Consumer<String, String> consumer) {
        var committed = consumer.committed(pending, PATIENCE);
        var beginnings = consumer.beginningOffsets(pending, PATIENCE);
        var inDatabase = noted.get();
        for (var partition : pending) {
            var group = committed.get(partition);
            var database = inDatabase.get(partition);
            var next = group == null || database == null ? 0 : Math.min(group.offset(), database.position());
            var beginning = beginnings.getOrDefault(partition, 0L);
            if (beginning > next) {
                gaps.deleted(partition, next, beginning);
            }
            consumer.seek(partition, Math.max(next, beginning));
        }
        pending.clear();
    }
}
