package pro.jit.gateway.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.decision.OrganizationClosed;
import pro.jit.gateway.trace.Traces;

/**
 * Reads the changes of access, one replica each partition, at least once. What is not understood goes to {@code jit.permission.access.dlq}.
 *
 * <p>Organizations that were disabled or removed are told inside this service too; what else is written of organizations is passed over.
 */
@ApplicationScoped
class AccessChangeConsumer {
    private static final Logger LOG = Logger.getLogger(AccessChangeConsumer.class);
    private static final String GROUP = "auth-gateway";
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final int TRIES = 20;

    /** As a pattern: that of organizations is made by org-sync-service, perhaps later, and is no error until then. */
    private static final Pattern TOPICS =
            Pattern.compile(Pattern.quote(KafkaClients.ACCESS) + "|" + Pattern.quote(KafkaClients.ORGANIZATIONS));

    private static final Set<String> CLOSING =
            Set.of("pro.jit.org.organization.disabled.v1", "pro.jit.org.organization.deleted.v1");

    private final KafkaClients kafka;
    private final FollowAccessChange follow;
    private final Event<OrganizationClosed> closed;
    private final ObjectMapper json;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    AccessChangeConsumer(
            KafkaClients kafka, FollowAccessChange follow, Event<OrganizationClosed> closed, ObjectMapper json) {
        this.kafka = kafka;
        this.follow = follow;
        this.closed = closed;
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
            consumer.subscribe(TOPICS);
            while (!stopped) {
                for (var message : consumer.poll(Duration.ofMillis(100))) {
                    if (message.topic().equals(KafkaClients.ORGANIZATIONS)) {
                        organization(message);
                    } else {
                        handle(message, deadLetters);
                    }
                    commit(consumer, message);
                }
            }
        }
    }

    private static void commit(KafkaConsumer<String, String> consumer, ConsumerRecord<String, String> message) {
        consumer.commitSync(Map.of(
                new TopicPartition(message.topic(), message.partition()), new OffsetAndMetadata(message.offset() + 1)));
    }

    private void organization(ConsumerRecord<String, String> message) {
        if (message.value() == null) {
            return;
        }
        try {
            var event = json.readTree(message.value());
            var data = event.path("data");
            if (CLOSING.contains(event.path("type").asText(""))) {
                var which = new OrganizationClosed(
                        data.path("org_id").asText(""),
                        data.path("app_id").asText(""),
                        data.path("organization_id").asText(""));
                Traces.goOn("organization closed", traceparents(message), () -> closed.fire(which));
            }
        } catch (JsonProcessingException e) {
            LOG.warnf("organization event not understood, passed over offset=%d", message.offset());
        }
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
        Traces.goOn("access change", traceparents(message), () -> followUntilDone(change));
    }

    private static List<@Nullable String> traceparents(ConsumerRecord<String, String> message) {
        var header = message.headers().lastHeader(Traces.HEADER);
        return header == null || header.value() == null
                ? List.of()
                : List.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private void followUntilDone(AccessChange change) {
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
