package pro.jit.permission.testing;

import static org.awaitility.Awaitility.await;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Sends events as org-sync-service and reads what was sent to any topic. */
@Singleton
public class EventLog {
    private final String kafka;
    private final String group;
    private final KafkaProducer<String, String> producer;

    EventLog(
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka,
            @ConfigProperty(name = "jit.permission.directory.consumer-group", defaultValue = "permission-service")
                    String group) {
        this.kafka = kafka;
        this.group = group;
        this.producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer());
    }

    public void send(Company.Event... events) {
        for (var event : events) {
            sendRaw(event.topic(), event.key(), event.value());
        }
    }

    public void sendRaw(String topic, String key, @Nullable String value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the service has read, and written, all that was sent to it so far. */
    public void awaitRead() {
        var topics = List.of("jit.org.organizations", "jit.org.departments", "jit.org.members");
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            var latest = new HashMap<TopicPartition, OffsetSpec>();
            admin.describeTopics(topics).allTopicNames().get().forEach((topic, description) -> description
                    .partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            var ends = admin.listOffsets(latest).all().get();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        var read = admin.listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata()
                                .get();
                        return ends.entrySet().stream()
                                .allMatch(end -> end.getValue().offset() <= offset(read.get(end.getKey())));
                    });
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long offset(@Nullable OffsetAndMetadata read) {
        return read == null ? 0 : read.offset();
    }

    /** Every record of the topic so far whose value contains {@code text}, waiting until there are {@code atLeast}, at most half a minute. */
    public List<ConsumerRecord<String, String>> read(String topic, String text, int atLeast) {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        kafka,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        1000),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var quiet = 0;
            while (System.nanoTime() < deadline && (found.size() < atLeast || quiet < 2)) {
                var records = consumer.poll(Duration.ofMillis(300));
                quiet = records.isEmpty() ? quiet + 1 : 0;
                if (consumer.assignment().isEmpty()) {
                    quiet = 0;
                }
                records.forEach(each -> {
                    if (each.value().contains(text)) {
                        found.add(each);
                    }
                });
            }
        }
        return found;
    }

    /** The value of a header. */
    public static String header(ConsumerRecord<String, String> read, String name) {
        return new String(read.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
