package pro.jit.permission.directory;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts a record that can never be applied into {@code <topic>.dlq}, unchanged, with where it was and why as headers. */
@ApplicationScoped
class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final DirectoryTopics topics;
    private final MeterRegistry meters;
    private final Set<String> made = new HashSet<>();
    private @Nullable Producer<String, String> producer;

    DeadLetters(DirectoryTopics topics, MeterRegistry meters) {
        this.topics = topics;
        this.meters = meters;
    }

    /** Returns when Kafka has acknowledged it; the consumer's thread alone calls this. */
    void add(ConsumerRecord<String, String> received, String reason) {
        LOG.errorf(
                "event put aside  topic=%s partition=%d offset=%d reason=%s",
                received.topic(), received.partition(), received.offset(), reason);
        var topic = received.topic() + ".dlq";
        if (made.add(topic)) {
            topics.makeDeadLetterTopic(topic);
        }
        var letter = new ProducerRecord<>(topic, received.key(), received.value());
        header(letter, "dead-letter-reason", reason);
        header(letter, "dead-letter-topic", received.topic());
        header(letter, "dead-letter-partition", String.valueOf(received.partition()));
        header(letter, "dead-letter-offset", String.valueOf(received.offset()));
        var open = producer;
        if (open == null) {
            open = topics.deadLetterProducer();
            producer = open;
        }
        try {
            open.send(letter).get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A dead letter was not accepted", e);
        }
        meters.counter("jit_directory_records", "outcome", "dead_letter").increment();
    }

    private static void header(ProducerRecord<String, String> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @PreDestroy
    void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
