package pro.jit.orgsync.event;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts events together that come in several frames, by their {@code message_id} in the order of {@code seq}. Keeps what is not whole for five
 * minutes, as Feishu's Java client does, and at most {@value #MOST_BYTES} bytes of it: beyond that the oldest go, which Feishu then sends again.
 */
final class Fragments {
    static final int MOST_FRAGMENTS = 1_000;
    static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private long bytes;

    Fragments(Clock clock) {
        this.clock = clock;
    }

    private static final class Message {
        private final Instant began;
        private final int sum;
        private final TreeMap<Integer, ByteString> parts = new TreeMap<>();

        private Message(Instant began, int sum) {
            this.began = began;
            this.sum = sum;
        }

        private long size() {
            return parts.values().stream().mapToLong(ByteString::size).sum();
        }
    }

    /**
     * Takes a frame of an event.
     *
     * @return the whole payload, once all of it is there
     * @throws IllegalArgumentException for numbers that cannot be
     */
    synchronized Optional<ByteString> add(Frame frame) {
        var sum = frame.number("sum").orElse(1);
        var seq = frame.number("seq").orElse(0);
        if (sum <= 1) {
            return Optional.of(frame.payload());
        }
        var id = frame.header("message_id").orElse("");
        if (id.isEmpty() || sum > MOST_FRAGMENTS || seq >= sum) {
            throw new IllegalArgumentException("A fragment without a place");
        }
        forget();
        var message = messages.computeIfAbsent(id, first -> new Message(clock.instant(), sum));
        if (message.sum != sum) {
            throw new IllegalArgumentException("A fragment of another number of fragments");
        }
        var before = message.parts.put(seq, frame.payload());
        bytes += frame.payload().size() - (before == null ? 0 : before.size());
        if (message.parts.size() < sum) {
            return Optional.empty();
        }
        remove(id);
        return Optional.of(ByteString.copyFrom(message.parts.values()));
    }

    private void forget() {
        var tooOld = clock.instant().minus(KEPT);
        while (!messages.isEmpty()) {
            var oldest = messages.entrySet().iterator().next();
            if (bytes <= MOST_BYTES && !oldest.getValue().began.isBefore(tooOld)) {
                return;
            }
            remove(oldest.getKey());
        }
    }

    private void remove(String id) {
        var gone = messages.remove(id);
        if (gone != null) {
            bytes -= gone.size();
        }
    }
}
