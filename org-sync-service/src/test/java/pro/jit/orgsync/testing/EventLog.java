package pro.jit.orgsync.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/** Reads what was sent to Kafka, once everything has been. */
@Singleton
public class EventLog {
    private static final List<String> TOPICS =
            List.of("jit.org.organizations", "jit.org.departments", "jit.org.members");

    private final String kafka;
    private final Jdbi jdbi;
    private final ObjectMapper json = new ObjectMapper();

    EventLog(@ConfigProperty(name = "kafka.bootstrap.servers") String kafka, Jdbi jdbi) {
        this.kafka = kafka;
        this.jdbi = jdbi;
    }

    /** One event as it was sent. */
    public record Sent(String topic, String key, String contentType, JsonNode event) {
        public String type() {
            return event.path("type").asText();
        }

        public JsonNode data() {
            return event.path("data");
        }
    }

    /** All events of an organization so far, in order per key. */
    public List<Sent> of(String organization) {
        Awaitility.await()
                .until(() -> jdbi.withHandle(handle -> handle.createQuery("select count(*) = 0 from outbox")
                        .mapTo(Boolean.class)
                        .one()));
        var sent = new ArrayList<Sent>();
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", kafka);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = TOPICS.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (var entry : consumer.poll(Duration.ofMillis(200))) {
                    if (entry.key().startsWith(organization)) {
                        var contentType = new String(
                                entry.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8);
                        sent.add(new Sent(entry.topic(), entry.key(), contentType, json.readTree(entry.value())));
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return sent;
    }

    /** Those whose type ends so, e.g. {@code member.removed.v1}. */
    public List<Sent> of(String organization, String type) {
        return of(organization).stream()
                .filter(event -> event.type().endsWith(type))
                .toList();
    }
}
