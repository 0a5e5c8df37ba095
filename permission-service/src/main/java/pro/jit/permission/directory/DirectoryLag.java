package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the directory lags behind its topics. All replicas answer from one database, so this is the same for each, whichever of them reads a
 * partition and however many read none.
 */
@ApplicationScoped
class DirectoryLag {
    private final DirectoryConfig config;
    private final Clock clock;
    private @Nullable Map<TopicPartition, Long> endsAtStart;
    private boolean startReached;
    private @Nullable Instant behindSince;
    private List<PartitionState> partitions = List.of();
    private @Nullable Instant seenAt;

    DirectoryLag(DirectoryConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Where the directory stands. */
    enum State {
        /** What the topics held when this replica started has not been applied, or there are no topics. */
        STARTING,
        /** It has been older than allowed for longer than allowed. */
        BEHIND,
        CURRENT
    }

    /** Kafka and the database have said this at that time. */
    synchronized void seen(List<PartitionState> states, Instant now) {
        partitions = List.copyOf(states);
        seenAt = now;
        if (endsAtStart == null && !states.isEmpty()) {
            var ends = new HashMap<TopicPartition, Long>();
            states.forEach(state -> ends.put(state.partition(), state.end()));
            endsAtStart = ends;
        }
        startReached |= endsAtStart != null && reaches(endsAtStart);
        if (timeBehind(null, now).compareTo(config.mostLag()) <= 0) {
            behindSince = null;
        } else if (behindSince == null) {
            behindSince = now;
        }
    }

    private boolean reaches(Map<TopicPartition, Long> ends) {
        return partitions.stream().allMatch(state -> state.position() >= ends.getOrDefault(state.partition(), 0L));
    }

    synchronized State state() {
        if (!startReached) {
            return State.STARTING;
        }
        return behindSince != null && clock.instant().isAfter(behindSince.plus(config.lagGrace()))
                ? State.BEHIND
                : State.CURRENT;
    }

    /** Those of all the topics, as last seen. */
    synchronized List<PartitionState> partitions() {
        return partitions;
    }

    /** Records of a topic, or of all, that wait to be applied. */
    synchronized long recordsBehind(@Nullable String topic) {
        return partitions.stream()
                .filter(state -> topic == null || state.partition().topic().equals(topic))
                .mapToLong(PartitionState::recordsBehind)
                .sum();
    }

    /** How old what is applied of a topic, or of all, is while something waits; 0 if nothing does. */
    synchronized Duration timeBehind(@Nullable String topic, Instant now) {
        return partitions.stream()
                .filter(state -> topic == null || state.partition().topic().equals(topic))
                .map(state -> state.timeBehind(now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** When Kafka and the database last said how far it is; while they do not, what is said here is of then. */
    synchronized Optional<Instant> seenAt() {
        return Optional.ofNullable(seenAt);
    }
}
