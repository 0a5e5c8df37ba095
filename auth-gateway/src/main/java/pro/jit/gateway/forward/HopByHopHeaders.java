package pro.jit.gateway.forward;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Headers that speak of one connection and not of the message (RFC 9110 §7.6.1): the usual ones, and whatever {@code Connection} names.
 *
 * <p>A client that sends {@code Connection: X-Jit-Roles} asks the next server to drop what we say of it. So {@code Connection} itself never
 * goes further. What says where a message ends is left to the HTTP library, whoever names it.
 */
final class HopByHopHeaders {
    private static final List<String> USUAL = List.of(
            "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "HTTP2-Settings");
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "host");

    private HopByHopHeaders() {}

    /** Takes them out of a request; of an upgrade to a WebSocket, the upgrade stays. */
    static void stripRequest(MultiMap headers) {
        var webSocket = isWebSocket(headers);
        strip(headers);
        headers.remove("Trailer");
        if (webSocket) {
            headers.set("Connection", "Upgrade").set("Upgrade", "websocket");
        }
    }

    /** Takes them out of an answer. {@code Trailer} stays: the trailers it names are passed on. */
    static void strip(MultiMap headers) {
        for (var connection : headers.getAll("Connection")) {
            for (var named : connection.split(",", -1)) {
                var name = named.strip();
                if (!name.isEmpty() && !FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.remove(name);
                }
            }
        }
        USUAL.forEach(headers::remove);
        headers.remove("Upgrade");
        headers.remove("Connection");
    }

    /** Whether a request wants to become a WebSocket. */
    static boolean isWebSocket(MultiMap headers) {
        return "websocket".equalsIgnoreCase(headers.get("Upgrade"));
    }
}
