package pro.jit.orgsync.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Feishu tells a client of its long connection to do. */
class ConnectionSettingsTest {
    private static ConnectionSettings of(String json) throws JsonProcessingException {
        return ConnectionSettings.of(new ObjectMapper().readTree(json));
    }

    @Test
    void whatIsSentIsFollowed() throws JsonProcessingException {
        assertThat(of("{\"ReconnectCount\":7,\"ReconnectInterval\":60,\"ReconnectNonce\":0,\"PingInterval\":90}"))
                .isEqualTo(new ConnectionSettings(7, Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "7",
                "[]",
                "{\"ReconnectCount\":\"7\",\"ReconnectInterval\":\"60\",\"ReconnectNonce\":null,\"PingInterval\":{}}",
                "{\"ReconnectCount\":1.5,\"ReconnectInterval\":0,\"ReconnectNonce\":-1,\"PingInterval\":-120}",
                "{\"ReconnectCount\":99999999999,\"ReconnectInterval\":3601,\"ReconnectNonce\":99999999999,\"PingInterval\":0}"
            })
    void whatCannotBeMeantIsAsInFeishusOwnClients(String json) throws JsonProcessingException {
        assertThat(of(json)).isEqualTo(ConnectionSettings.USUAL);
    }
}
