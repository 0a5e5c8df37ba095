package pro.jit.orgsync.event;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes over a long connection, either way (pbbp2, proto2).
 *
 * @param service the {@code service_id} of the connection
 * @param method {@value #CONTROL} for pings and pongs, {@value #DATA} for events and their acknowledgments
 * @param payloadEncoding null when not sent, as the next and the last
 * @param payload empty when there is none
 */
record Frame(
        long seqId,
        long logId,
        int service,
        int method,
        List<Header> headers,
        @Nullable String payloadEncoding,
        @Nullable String payloadType,
        ByteString payload,
        @Nullable String logIdNew) {
    static final int CONTROL = 0;
    static final int DATA = 1;

    /** A name and a value; a name may come more than once. */
    record Header(String key, String value) {}

    Frame {
        headers = List.copyOf(headers);
    }

    static Frame ping(int service) {
        return new Frame(
                0, 0, service, CONTROL, List.of(new Header("type", "ping")), null, null, ByteString.EMPTY, null);
    }

    /** The first value of this name. */
    Optional<String> header(String key) {
        return headers.stream()
                .filter(header -> header.key().equals(key))
                .map(Header::value)
                .findFirst();
    }

    /** The same header as a number that is not negative; empty for anything else. */
    Optional<Integer> number(String key) {
        return header(key).filter(value -> value.matches("\\d{1,6}")).map(Integer::valueOf);
    }

    /** The same frame back, as an acknowledgment is to be. */
    Frame answered(long millis, ByteString answer) {
        var all = new ArrayList<>(headers);
        all.add(new Header("biz_rt", String.valueOf(millis)));
        return new Frame(seqId, logId, service, method, all, payloadEncoding, payloadType, answer, logIdNew);
    }
}
