package pro.jit.orgsync.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a long connection stands.
 *
 * @param connectedSince null while it is not connected
 * @param error why it last was not; see {@link ConnectionLost}; null if nothing is known to have gone wrong
 */
record ConnectionState(
        @Nullable Instant connectedSince,
        @Nullable String error,
        @Nullable Instant errorAt) {
    static ConnectionState connected(Instant since) {
        return new ConnectionState(since, null, null);
    }

    static ConnectionState lost(String why, Instant at) {
        return new ConnectionState(null, why, at);
    }
}
