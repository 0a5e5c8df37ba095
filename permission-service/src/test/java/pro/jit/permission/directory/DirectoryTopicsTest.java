package pro.jit.permission.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.junit.jupiter.api.Test;

class DirectoryTopicsTest {
    private static final String SERVERS = "localhost:9";
    private static final DirectoryConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(DirectoryConfig.class)
            .build()
            .getConfigMapping(DirectoryConfig.class);

    @Test
    void everyClientConnectsAsTheDeploymentSays() {
        // A producer, consumer or admin that did not hear of it would not mind a protocol that does not exist.
        var topics = new DirectoryTopics(
                Map.of("bootstrap.servers", SERVERS, "security.protocol", "CARRIER_PIGEON"), CONFIG);

        assertThatThrownBy(topics::consumer).hasStackTraceContaining("CARRIER_PIGEON");
        assertThatThrownBy(topics::reader).hasStackTraceContaining("CARRIER_PIGEON");
        assertThatThrownBy(topics::admin).hasStackTraceContaining("CARRIER_PIGEON");
        assertThatThrownBy(topics::deadLetterProducer).hasStackTraceContaining("CARRIER_PIGEON");
    }

    @Test
    void aReaderIsOfNoGroup() {
        var topics = new DirectoryTopics(Map.of("bootstrap.servers", SERVERS, "group.id", "other"), CONFIG);

        try (var reader = topics.reader();
                var consumer = topics.consumer()) {
            assertThatThrownBy(reader::groupMetadata).isInstanceOf(InvalidGroupIdException.class);
            assertThat(consumer.groupMetadata().groupId()).isEqualTo("permission-service");
        }
    }
}
