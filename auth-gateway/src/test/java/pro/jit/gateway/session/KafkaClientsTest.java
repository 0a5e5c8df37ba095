package pro.jit.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
    private static final String SERVERS = "localhost:9";

    @Test
    void everyClientConnectsAsTheDeploymentSays() {
        // A producer, consumer or admin that did not hear of it would not mind a protocol that does not exist.
        var clients = new KafkaClients(
                Map.of("bootstrap.servers", SERVERS, "security.protocol", "CARRIER_PIGEON"), (short) 1);

        assertThatThrownBy(clients::producer).hasStackTraceContaining("CARRIER_PIGEON");
        assertThatThrownBy(() -> clients.consumer(Optional.of("group"))).hasStackTraceContaining("CARRIER_PIGEON");
        assertThatThrownBy(() -> clients.ensureTopic("topic", Duration.ofDays(1)))
                .hasStackTraceContaining("CARRIER_PIGEON");
    }

    @Test
    void whoReadsAWholeTopicIsOfNoGroup() {
        var clients = new KafkaClients(Map.of("bootstrap.servers", SERVERS, "group.id", "auth-gateway"), (short) 1);

        try (var alone = clients.consumer(Optional.empty());
                var member = clients.consumer(Optional.of("group"))) {
            assertThatThrownBy(alone::groupMetadata).isInstanceOf(InvalidGroupIdException.class);
            assertThat(member.groupMetadata().groupId()).isEqualTo("group");
        }
    }
}
