package pro.jit.permission.directory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a second how far the directory is behind, and says it as metrics. Not done by the thread that reads: one that is stuck must not
 * look as if nothing waited.
 */
@ApplicationScoped
class DirectoryLagWatch {
    private static final Logger LOG = Logger.getLogger(DirectoryLagWatch.class);
    private static final long PATIENCE_SECONDS = 5;

    private final DirectoryTopics topics;
    private final DirectoryPositions positions;
    private final DirectoryLag lag;
    private final MeterRegistry meters;
    private final Clock clock;
    private @Nullable Admin admin;

    DirectoryLagWatch(
            DirectoryTopics topics, DirectoryPositions positions, DirectoryLag lag, MeterRegistry meters, Clock clock) {
        this.topics = topics;
        this.positions = positions;
        this.lag = lag;
        this.meters = meters;
        this.clock = clock;
    }

    void register(@Observes StartupEvent started) {
        for (var topic : DirectoryTopics.ALL) {
            Gauge.builder("jit_directory_lag_records", lag, its -> its.recordsBehind(topic))
                    .description("Records that wait to be applied to the directory")
                    .tag("topic", topic)
                    .register(meters);
            Gauge.builder("jit_directory_lag_seconds", lag, its -> seconds(its.timeBehind(topic, clock.instant())))
                    .description("How old what is applied of the directory is, while records wait")
                    .tag("topic", topic)
                    .register(meters);
        }
        Gauge.builder("jit_directory_unseen_seconds", lag, this::unseen)
                .description("For how long Kafka or the database has not said how far the directory is")
                .register(meters);
    }

    private double unseen(DirectoryLag its) {
        return its.seenAt()
                .map(seen -> seconds(Duration.between(seen, clock.instant())))
                .orElse(Double.NaN);
    }

    private static double seconds(Duration time) {
        return Math.max(0, time.toMillis()) / 1_000.0;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            var now = clock.instant();
            // The ends first: what is applied meanwhile must not look like records that wait.
            var ends = ends();
            var noted = positions.all();
            var states = new ArrayList<PartitionState>();
            ends.forEach((partition, end) -> {
                var its = noted.getOrDefault(partition, new DirectoryPositions.Noted(0, Instant.EPOCH));
                states.add(new PartitionState(partition, its.position(), end, its.asOf()));
            });
            lag.seen(states, now);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Kafka did not say where the topics end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("not known how far the directory is", e);
        }
    }

    /** Of every partition there is. */
    private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException, TimeoutException {
        var open = admin;
        if (open == null) {
            open = topics.admin();
            admin = open;
        }
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic :
                open.describeTopics(DirectoryTopics.ALL).topicNameValues().values()) {
            try {
                var description = topic.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                description
                        .partitions()
                        .forEach(partition -> asked.put(
                                new TopicPartition(description.name(), partition.partition()), OffsetSpec.latest()));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        var ends = new HashMap<TopicPartition, Long>();
        open.listOffsets(asked)
                .all()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    @PreDestroy
    void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
