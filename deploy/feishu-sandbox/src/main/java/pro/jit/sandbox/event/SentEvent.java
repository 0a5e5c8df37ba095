package pro.jit.sandbox.event;

import java.util.List;

/**
 * What became of an event so far. It says nothing of the body, which holds people's data and the Verification Token.
 *
 * @param number its place among all events since the start
 * @param state {@code waiting}, {@code held}, {@code delivered} or {@code given_up}
 */
public record SentEvent(
        long number,
        String eventId,
        String eventType,
        String appId,
        String createTime,
        String state,
        List<Attempt> attempts) {
    public SentEvent {
        attempts = List.copyOf(attempts);
    }
}
