package pro.jit.permission.outbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTopicTest {
    @Test
    void everyClientConnectsAsTheDeploymentSays() {
        // A producer or admin that did not hear of it would not mind a protocol that does not exist.
        var topic = new AccessTopic(
                Map.of("bootstrap.servers", "localhost:9", "security.protocol", "CARRIER_PIGEON"), new OneCopy());

        assertThatThrownBy(topic::ensure).hasStackTraceContaining("CARRIER_PIGEON");
        assertThatThrownBy(topic::producer).hasStackTraceContaining("CARRIER_PIGEON");
    }

    private record OneCopy() implements OutboxConfig {
        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Optional<Short> replicationFactor() {
            return Optional.of((short) 1);
        }
    }
}
