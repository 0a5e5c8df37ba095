package pro.jit.sandbox.event;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** The frames of one event: one, or several fragments when it is large. */
final class EventFrames {
    /** UNCONFIRMED (contract §7.6): Feishu documents no bound; this one is small enough for a test to pass it. */
    static final int LARGEST_PAYLOAD = 16_384;

    private EventFrames() {}

    /** All with the same {@code message_id}; {@code seq} counts from 0 to {@code sum} - 1. */
    static List<Frame> of(String messageId, String traceId, long logId, Buffer event) {
        var sum = Math.max(1, Math.ceilDiv(event.length(), LARGEST_PAYLOAD));
        var frames = new ArrayList<Frame>();
        for (var seq = 0; seq < sum; seq++) {
            var start = seq * LARGEST_PAYLOAD;
            var headers = List.of(
                    new Frame.Header("type", "event"),
                    new Frame.Header("message_id", messageId),
                    new Frame.Header("sum", String.valueOf(sum)),
                    new Frame.Header("seq", String.valueOf(seq)),
                    new Frame.Header("trace_id", traceId));
            var part = event.getBuffer(start, Math.min(event.length(), start + LARGEST_PAYLOAD));
            frames.add(new Frame(seq, logId, LongConnectionRoutes.SERVICE_ID, Frame.DATA, headers, part));
        }
        return frames;
    }
}
