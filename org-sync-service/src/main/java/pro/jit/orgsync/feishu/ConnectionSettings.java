package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What Feishu tells a client of its long connection to do ({@code ClientConfig}). What is missing, no number or out of bounds is as in Feishu's own
 * clients.
 *
 * @param reconnectCount how often in a row to dial in vain before taking a rest; negative for ever
 * @param reconnectInterval between two dials in vain
 * @param reconnectJitter the first dial after a connection was lost comes at some moment within it
 * @param pingInterval between two pings
 */
public record ConnectionSettings(
        int reconnectCount, Duration reconnectInterval, Duration reconnectJitter, Duration pingInterval) {
    private static final int LONGEST_SECONDS = 3_600;

    /** Those of Feishu's own clients. */
    public static final ConnectionSettings USUAL =
            new ConnectionSettings(-1, Duration.ofSeconds(120), Duration.ofSeconds(30), Duration.ofSeconds(120));

    /** As sent; {@code config} may be anything. */
    public static ConnectionSettings of(JsonNode config) {
        var count = config.path("ReconnectCount");
        return new ConnectionSettings(
                count.canConvertToInt() && count.isIntegralNumber() ? count.intValue() : USUAL.reconnectCount,
                seconds(config.path("ReconnectInterval"), 1, USUAL.reconnectInterval),
                seconds(config.path("ReconnectNonce"), 0, USUAL.reconnectJitter),
                seconds(config.path("PingInterval"), 1, USUAL.pingInterval));
    }

    private static Duration seconds(JsonNode value, int least, Duration usual) {
        var known = value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= LONGEST_SECONDS;
        return known ? Duration.ofSeconds(value.intValue()) : usual;
    }
}
