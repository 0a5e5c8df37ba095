package pro.jit.permission.outbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** {@code jit.permission.access}: made at the start if it is missing, kept for seven days. */
@ApplicationScoped
class AccessTopic {
    private static final Logger LOG = Logger.getLogger(AccessTopic.class);
    private static final String NAME = "jit.permission.access";
    private static final long PATIENCE_SECONDS = 15;

    private final Map<String, Object> connection;
    private final OutboxConfig config;
    private boolean ensured;

    AccessTopic(@Identifier("default-kafka-broker") Map<String, Object> connection, OutboxConfig config) {
        this.connection = Map.copyOf(connection);
        this.config = config;
    }

    /** Makes the topic unless it is there. The relay's thread alone calls this. */
    void ensure() {
        if (ensured) {
            return;
        }
        var topic = new NewTopic(NAME, Optional.of(config.partitions()), config.replicationFactor())
                .configs(Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        String.valueOf(Duration.ofDays(7).toMillis())));
        try (var admin = Admin.create(connection)) {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            LOG.infof("topic created  topic=%s", NAME);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("The topic could not be made", e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        ensured = true;
    }

    Producer<String, String> producer() {
        var settings = new HashMap<>(connection);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
