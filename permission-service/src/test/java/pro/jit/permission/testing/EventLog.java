package pro.jit.permission.testing;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Sends events as org-sync-service and reads what was sent to any topic. */
@Singleton
public class EventLog {
    private final String kafka;
    private final KafkaProducer<String, String> producer;

    EventLog(@ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.kafka = kafka;
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
