package pro.jit.permission.directory;

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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** The topics org-sync-service writes, and how we connect to them. */
@ApplicationScoped
class DirectoryTopics {
    static final List<String> ALL = List.of("jit.org.organizations", "jit.org.departments", "jit.org.members");

    private static final Logger LOG = Logger.getLogger(DirectoryTopics.class);
    private static final long PATIENCE_SECONDS = 15;
    private static final int DEAD_LETTER_DAYS = 30;

    private final Map<String, Object> connection;
    private final DirectoryConfig config;

    DirectoryTopics(@Identifier("default-kafka-broker") Map<String, Object> connection, DirectoryConfig config) {
        this.connection = Map.copyOf(connection);
        this.config = config;
    }

    /** The one of the group, which goes on where the group is. */
    Consumer<String, String> consumer() {
        var settings = settings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.consumerGroup());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** One of no group, which reads what it is told to and commits nothing. */
    Consumer<String, String> reader() {
        return new KafkaConsumer<>(settings(), new StringDeserializer(), new StringDeserializer());
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(connection);
        // Quarkus' own idea, which a reader would be taken for one of the group by.
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batchRecords());
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        // The topics are org-sync's to make, and may come after we start.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 2_000);
        return settings;
    }

    Admin admin() {
        return Admin.create(connection);
    }

    /**
     * Makes a topic for dead letters unless it is there, kept for {@value #DEAD_LETTER_DAYS} days. Where we may not, somebody else has made it, or
     * sending fails.
     */
    void makeDeadLetterTopic(String name) {
        var topic = new NewTopic(name, Optional.empty(), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(Duration.ofDays(DEAD_LETTER_DAYS).toMillis())));
        try (var admin = admin()) {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            LOG.infof("topic created  topic=%s", name);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf(e, "topic not created  topic=%s", name);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    Producer<String, String> deadLetterProducer() {
        var settings = new HashMap<>(connection);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
