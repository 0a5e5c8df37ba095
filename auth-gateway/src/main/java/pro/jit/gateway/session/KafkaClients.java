package pro.jit.gateway.session;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the Kafka clients of this service, and its topics where they are missing. How they connect is {@code kafka.*} ({@code KAFKA_…}), any setting
 * of Kafka's clients.
 */
@ApplicationScoped
class KafkaClients {
    static final String SESSIONS = "jit.auth.sessions";
    static final String ACCESS = "jit.permission.access";
    static final String ORGANIZATIONS = "jit.org.organizations";

    private final Map<String, Object> connection;
    private final short replicationFactor;

    /**
     * Connects so.
     *
     * @param connection settings of Kafka's clients
     * @param replicationFactor {@code jit.kafka.replication-factor}: copies of each topic made because it is missing; -1 is the broker's own default
     */
    KafkaClients(
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            @ConfigProperty(name = "jit.kafka.replication-factor", defaultValue = "-1") short replicationFactor) {
        this.connection = Map.copyOf(connection);
        this.replicationFactor = replicationFactor;
    }

    KafkaProducer<String, String> producer() {
        var properties = properties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    /** A consumer that commits nothing by itself; with a group where given. */
    KafkaConsumer<String, String> consumer(Optional<String> group) {
        var properties = properties();
        group.ifPresent(id -> properties.put(ConsumerConfig.GROUP_ID_CONFIG, id));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Whoever writes a topic makes it, with the settings it needs.
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // So long may it take to see a topic that somebody has just made.
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    }

    /** Makes a topic of 6 partitions that keeps its records so long, unless it is there. */
    void ensureTopic(String name, Duration retention)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (var admin = Admin.create(properties())) {
            var topic = new NewTopic(name, 6, replicationFactor)
                    .configs(Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            TopicConfig.CLEANUP_POLICY_DELETE,
                            TopicConfig.RETENTION_MS_CONFIG,
                            Long.toString(retention.toMillis())));
            admin.createTopics(List.of(topic)).all().get(15, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private Properties properties() {
        var properties = new Properties();
        properties.putAll(connection);
        // Quarkus' own idea; who reads all of a topic is of no group.
        properties.remove(CommonClientConfigs.GROUP_ID_CONFIG);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return properties;
    }
}
