package pro.jit.sandbox.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One event on its way to an app. Guarded by the queue it is in. */
final class Delivery {
    /** How far it has come. */
    enum State {
        WAITING,
        HELD,
        DELIVERED,
        GIVEN_UP
    }

    private final long number;
    private final EventMessage message;
    private final List<Attempt> attempts = new ArrayList<>();
    State state = State.WAITING;
    int failures;
    Instant due = Instant.EPOCH;

    Delivery(long number, EventMessage message) {
        this.number = number;
        this.message = message;
    }

    /** Its place among all events of the sandbox. */
    long number() {
        return number;
    }

    EventMessage message() {
        return message;
    }

    void tried(Attempt attempt) {
        attempts.add(attempt);
    }

    boolean isOver() {
        return state == State.DELIVERED || state == State.GIVEN_UP;
    }

    SentEvent toSentEvent() {
        return new SentEvent(
                number,
                message.eventId(),
                message.eventType(),
                message.appId(),
                message.createTime().toString(),
                state.name().toLowerCase(java.util.Locale.ROOT),
                attempts);
    }
}
