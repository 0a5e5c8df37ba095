package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** How the reading of the directory's topics goes, told by the reader's thread. */
@ApplicationScoped
class ConsumerState {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private volatile int partitions;
    private volatile boolean failing;
    private volatile long workedNanos = System.nanoTime();

    void worked(Collection<TopicPartition> assignment) {
        partitions = assignment.size();
        failing = false;
        workedNanos = System.nanoTime();
    }

    void failed() {
        failing = true;
    }

    int partitions() {
        return partitions;
    }

    boolean failing() {
        return failing;
    }

    /** Whether the reader has said nothing for half a minute. */
    boolean silent() {
        return System.nanoTime() - workedNanos > SILENCE.toNanos();
    }
}
