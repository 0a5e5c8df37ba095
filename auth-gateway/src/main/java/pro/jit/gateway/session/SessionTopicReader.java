package pro.jit.gateway.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the revocation set from the sessions topic: every replica reads all of it, without a group, from as far back as a token can live.
 *
 * <p>Behind for 15 s: not ready. Behind for 30 s (unless configured): sessions are checked in the database.
 */
@ApplicationScoped
class SessionTopicReader {
    private static final Logger LOG = Logger.getLogger(SessionTopicReader.class);
    static final Duration RETENTION = Duration.ofDays(8);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final KafkaClients kafka;
    private final RevocationSet revocations;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration notReadyAfter;
    private final Duration databaseAfter;
    private volatile boolean stopped;
    private volatile @Nullable Instant caughtUpAt;
    private @Nullable Thread thread;

    /**
     * Reads by these limits.
     *
     * @param notReadyAfter {@code jit.sessions-topic.not-ready-after}: how long the sessions topic may be unread before this replica is not ready
     * @param databaseAfter {@code jit.sessions-topic.database-after}: how long it may be unread before the database is asked whether a session goes on
     */
    SessionTopicReader(
            KafkaClients kafka,
            RevocationSet revocations,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "jit.sessions-topic.not-ready-after", defaultValue = "PT15S") Duration notReadyAfter,
            @ConfigProperty(name = "jit.sessions-topic.database-after", defaultValue = "PT30S")
                    Duration databaseAfter) {
        this.kafka = kafka;
        this.revocations = revocations;
        this.json = json;
        this.clock = clock;
        this.notReadyAfter = notReadyAfter;
        this.databaseAfter = databaseAfter;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("session-topic-reader").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.join(5_000);
        }
    }

    /** Whether the topic was read to its end a moment ago. */
    boolean isCaughtUp() {
        return !isBehind(notReadyAfter);
    }

    /** Whether what is known of revocations is too old to go by. */
    boolean isTooFarBehind() {
        return isBehind(databaseAfter);
    }

    private boolean isBehind(Duration limit) {
        var last = caughtUpAt;
        return last == null || last.plus(limit).isBefore(clock.instant());
    }

    private void run() {
        while (!stopped) {
            try {
                kafka.ensureTopic(KafkaClients.SESSIONS, RETENTION);
                read();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                LOG.warnf(
                        "sessions topic not read, will try again error=%s",
                        e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private void read() {
        try (var consumer = kafka.consumer(Optional.empty())) {
            var partitions = consumer.partitionsFor(KafkaClients.SESSIONS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            seekBack(consumer, partitions);
            var lookedAt = Instant.MIN;
            while (!stopped) {
                for (var message : consumer.poll(Duration.ofMillis(100))) {
                    apply(message.value());
                }
                var now = clock.instant();
                if (caughtUpAt == null || lookedAt.plus(LOOK_EVERY).isBefore(now)) {
                    lookedAt = now;
                    var ends = consumer.endOffsets(partitions, Duration.ofSeconds(5));
                    if (partitions.stream()
                            .allMatch(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L))) {
                        caughtUpAt = now;
                    }
                }
            }
        }
    }

    private void seekBack(KafkaConsumer<String, String> consumer, List<TopicPartition> partitions) {
        var since = clock.instant().minus(RevocationSet.REACH).toEpochMilli();
        var offsets = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> since)));
        offsets.forEach((partition, offset) -> {
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        });
    }

    /** Unknown types and whatever is not understood are passed over. */
    void apply(@Nullable String event) {
        if (event == null) {
            return;
        }
        try {
            var envelope = json.readTree(event);
            var sid = envelope.path("data").path("sid").asText("");
            if (sid.isEmpty()) {
                return;
            }
            switch (envelope.path("type").asText("")) {
                case SessionEvents.ENDED -> revocations.end(sid);
                case SessionEvents.REFRESHED ->
                    instant(envelope.path("data").path("tokens_issued_before"))
                            .ifPresent(time -> revocations.refuseIssuedBefore(sid, time));
                default -> LOG.tracef("event passed over eventType=%s", envelope.path("type"));
            }
        } catch (JsonProcessingException e) {
            LOG.warn("session event not understood, passed over");
        }
    }

    private static Optional<Instant> instant(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(Instant.parse(node.textValue())) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
