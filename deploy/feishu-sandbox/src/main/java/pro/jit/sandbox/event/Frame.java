package pro.jit.sandbox.event;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * What goes over a long connection, either way.
 *
 * @param method {@value #CONTROL} for pings and pongs, {@value #DATA} for events and their acknowledgments
 * @param payload empty when there is none
 */
record Frame(long seqId, long logId, int service, int method, List<Header> headers, Buffer payload) {
    static final int CONTROL = 0;
    static final int DATA = 1;

    /** A name and a value; a name may come more than once. */
    record Header(String key, String value) {}

    Frame {
        headers = List.copyOf(headers);
    }

    /** The first value of this name. */
    Optional<String> header(String key) {
        return headers.stream()
                .filter(header -> header.key().equals(key))
                .map(Header::value)
                .findFirst();
    }
}
