package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the directory is being read: not ready without partitions, after a failure, or when the reader has been silent. */
@Readiness
@ApplicationScoped
class ConsumerState implements HealthCheck {
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

    @Override
    public HealthCheckResponse call() {
        var silent = System.nanoTime() - workedNanos > SILENCE.toNanos();
        return HealthCheckResponse.named("directory-events")
                .status(partitions > 0 && !failing && !silent)
                .withData("partitions", partitions)
                .withData("failing", failing)
                .withData("silent", silent)
                .build();
    }
}
