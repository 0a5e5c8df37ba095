package pro.jit.orgsync.outbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** The topics we write, and how we connect to them. */
@ApplicationScoped
class KafkaTopics {
    private static final Logger LOG = Logger.getLogger(KafkaTopics.class);
    private static final long PATIENCE_SECONDS = 15;

    /** One for all replicas: Kafka takes nothing more from whoever used it before. */
    private static final String TRANSACTIONAL_ID = "org-sync-service-outbox";

    static final List<String> ALL = List.of("jit.org.organizations", "jit.org.departments", "jit.org.members");

    private final Map<String, Object> connection;
    private final OutboxConfig config;

    KafkaTopics(@Identifier("default-kafka-broker") Map<String, Object> connection, OutboxConfig config) {
        this.connection = Map.copyOf(connection);
        this.config = config;
    }

    /**
     * Creates what is missing; compacted, so that a new consumer learns the whole directory from the topic. A topic that somebody else made in
     * another way, a broker that creates topics by itself for instance, is made so: it would forget the directory after a week.
     */
    void create() throws InterruptedException, TimeoutException {
        try (var admin = Admin.create(connection)) {
            var existing = answer(admin.listTopics().names());
            for (var topic : ALL) {
                if (existing.contains(topic) || !created(admin, topic)) {
                    compact(admin, topic);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics could not be created", e.getCause());
        }
    }

    /** False if somebody else has made it meanwhile. */
    private boolean created(Admin admin, String name)
            throws InterruptedException, ExecutionException, TimeoutException {
        var topic = new NewTopic(name, Optional.of(config.partitions()), Optional.of(config.replicationFactor()))
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try {
            answer(admin.createTopics(List.of(topic)).all());
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            return false;
        }
    }

    private static void compact(Admin admin, String name) throws InterruptedException, TimeoutException {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            var policy = answer(admin.describeConfigs(List.of(topic)).all()).values().stream()
                    .map(settings -> settings.get(TopicConfig.CLEANUP_POLICY_CONFIG))
                    .map(ConfigEntry::value)
                    .collect(Collectors.joining());
            if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                LOG.warnf("topic forgets, now compacted instead  topic=%s policy=%s", name, policy);
                var compact = new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                answer(admin.incrementalAlterConfigs(
                                Map.of(topic, List.of(new AlterConfigOp(compact, AlterConfigOp.OpType.SET))))
                        .all());
            }
        } catch (ExecutionException e) {
            // Events are worth more than a setting that the operator of Kafka may not let us look at.
            LOG.errorf(
                    "topic not known to be compacted, set its cleanup.policy to compact  topic=%s error=%s",
                    name, e.getCause());
        }
    }

    private static <T> T answer(KafkaFuture<T> asked)
            throws InterruptedException, ExecutionException, TimeoutException {
        return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Producer<String, String> producer() {
        var settings = new HashMap<>(connection);
        var deliveryMillis = Math.toIntExact(config.deliveryTimeout().toMillis());
        var requestMillis = Math.min(10_000, deliveryMillis);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, requestMillis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
