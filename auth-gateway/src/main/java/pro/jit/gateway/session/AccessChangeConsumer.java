package pro.jit.gateway.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the changes of access, one replica each partition, at least once. What is not understood goes to {@code jit.permission.access.dlq}. */
@ApplicationScoped
class AccessChangeConsumer {
    private static final Logger LOG = Logger.getLogger(AccessChangeConsumer.class);
    private static final String GROUP = "auth-gateway";
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final int TRIES = 20;

    private final KafkaClients kafka;
    private final FollowAccessChange follow;
    private final ObjectMapper json;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    AccessChangeConsumer(KafkaClients kafka, FollowAccessChange follow, ObjectMapper json) {
        this.kafka = kafka;
        this.follow = follow;
        this.json = json;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("access-change-consumer").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.join(5_000);
        }
    }

    private void run() {
        while (!stopped) {
            try {
                kafka.ensureTopic(KafkaClients.ACCESS, RETENTION);
                read();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                LOG.warnf(
                        "access changes not read, will try again error=%s",
                        e.getClass().getSimpleName());
                pause(500);
            }
        }
    }

    /** An exception ends the consumer; the next one reads again from the last commit, and following twice does no harm. */
    private void read() throws ExecutionException, InterruptedException {
        try (var consumer = kafka.consumer(Optional.of(GROUP));
                var deadLetters = kafka.producer()) {
            consumer.subscribe(List.of(KafkaClients.ACCESS));
            while (!stopped) {
                for (var message : consumer.poll(Duration.ofMillis(100))) {
                    handle(message, deadLetters);
                    commit(consumer, message);
                }
            }
        }
    }

    private static void commit(KafkaConsumer<String, String> consumer, ConsumerRecord<String, String> message) {
        consumer.commitSync(Map.of(
                new TopicPartition(message.topic(), message.partition()), new OffsetAndMetadata(message.offset() + 1)));
    }

    private void handle(ConsumerRecord<String, String> message, KafkaProducer<String, String> deadLetters)
            throws ExecutionException, InterruptedException {
        AccessChange change;
        try {
            change = AccessChange.read(message.value() == null ? null : json.readTree(message.value()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.errorf(
                    "access change not understood, set aside partition=%d offset=%d",
                    message.partition(), message.offset());
            var dead = new ProducerRecord<>(KafkaClients.ACCESS + ".dlq", message.key(), message.value());
            dead.headers().add("reason", "not understood".getBytes(StandardCharsets.UTF_8));
            deadLetters.send(dead).get();
            return;
        }
        for (var tries = 1; !stopped; tries++) {
            try {
                follow.follow(change, tries == TRIES);
                return;
            } catch (FollowAccessChange.NotDecided e) {
                LOG.warnf("sessions not re-evaluated yet orgId=%s appId=%s", change.orgId(), change.appId());
                pause(250);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
