package pro.jit.orgsync.outbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics we write, and how we connect to them. */
@ApplicationScoped
class KafkaTopics {
    private static final List<String> ALL = List.of("jit.org.organizations", "jit.org.departments", "jit.org.members");

    private final Map<String, Object> connection;
    private final OutboxConfig config;

    KafkaTopics(@Identifier("default-kafka-broker") Map<String, Object> connection, OutboxConfig config) {
        this.connection = Map.copyOf(connection);
        this.config = config;
    }

    /** Creates what is missing; compacted, so that a new consumer learns the whole directory from the topic. */
    void create() throws InterruptedException {
        var topics = ALL.stream()
                .map(name -> new NewTopic(
                                name, Optional.of(config.partitions()), Optional.of(config.replicationFactor()))
                        .configs(Map.of("cleanup.policy", "compact")))
                .toList();
        try (var admin = Admin.create(connection)) {
            for (var created : admin.createTopics(topics).values().values()) {
                try {
                    created.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("A topic could not be created", e);
                    }
                }
            }
        }
    }

    Producer<String, String> producer() {
        var settings = new HashMap<>(connection);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
