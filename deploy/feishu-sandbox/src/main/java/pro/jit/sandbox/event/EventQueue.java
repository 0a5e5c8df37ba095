package pro.jit.sandbox.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The events of one app: those to be sent, those to be sent again later, and what became of the others. One is sent at a time, so
 * that first tries keep the order of the changes. Holds {@value #MOST} events at most; a newer one then takes the place of the oldest
 * that is over, and is dropped when all still wait.
 */
final class EventQueue {
    static final int MOST = 10_000;

    /** When Feishu tries again, counted from the try that failed. */
    private static final List<Duration> AGAIN_AFTER =
            List.of(Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(6));

    private final String appId;
    private final ArrayDeque<Delivery> known = new ArrayDeque<>();
    private final ArrayDeque<Delivery> ready = new ArrayDeque<>();
    private final ArrayDeque<Delivery> held = new ArrayDeque<>();
    private final PriorityQueue<Delivery> again = new PriorityQueue<>(Comparator.comparing(delivery -> delivery.due));
    private int toHold;
    private boolean stopped;
    private boolean sending;
    private long dropped;

    EventQueue(String appId) {
        this.appId = appId;
    }

    String appId() {
        return appId;
    }

    synchronized void add(Delivery delivery) {
        if (known.size() >= MOST && !forgetOldestOver()) {
            dropped++;
            return;
        }
        known.add(delivery);
        if (toHold == 0) {
            ready.add(delivery);
            return;
        }
        delivery.state = Delivery.State.HELD;
        held.add(delivery);
        toHold--;
        if (toHold == 0) {
            release();
        }
    }

    private boolean forgetOldestOver() {
        for (var each = known.iterator(); each.hasNext(); ) {
            if (each.next().isOver()) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /** The next to be sent; nobody gets another before {@link #finished}. */
    synchronized Optional<Delivery> next(Instant now) {
        if (sending || stopped) {
            return Optional.empty();
        }
        var next = ready.poll();
        if (next == null && !again.isEmpty() && !again.peek().due.isAfter(now)) {
            next = again.poll();
        }
        sending = next != null;
        return Optional.ofNullable(next);
    }

    /** What the try came to; one that failed comes again, four times at most. */
    synchronized void finished(Delivery delivery, Attempt attempt, Instant now) {
        sending = false;
        delivery.tried(attempt);
        again.remove(delivery);
        if (attempt.accepted()) {
            delivery.state = Delivery.State.DELIVERED;
        } else if (delivery.failures == AGAIN_AFTER.size()) {
            delivery.state = Delivery.State.GIVEN_UP;
        } else {
            delivery.state = Delivery.State.WAITING;
            delivery.due = now.plus(AGAIN_AFTER.get(delivery.failures));
            delivery.failures++;
            again.add(delivery);
        }
    }

    /** Sends an event once more, whatever became of it; false if there is none of this id. */
    synchronized boolean sendAgain(String eventId) {
        var found = known.stream()
                .filter(delivery -> delivery.message().eventId().equals(eventId))
                .findFirst();
        found.ifPresent(delivery -> {
            again.remove(delivery);
            held.remove(delivery);
            delivery.failures = 0;
            delivery.state = Delivery.State.WAITING;
            ready.add(delivery);
        });
        return found.isPresent();
    }

    /** Holds the next events back until so many are there, then sends them, the last first; 0 sends those held now. */
    synchronized void reorder(int count) {
        toHold = count;
        if (count == 0) {
            release();
        }
    }

    private void release() {
        while (!held.isEmpty()) {
            var delivery = held.removeLast();
            delivery.state = Delivery.State.WAITING;
            ready.add(delivery);
        }
    }

    /** While stopped, nothing is sent and events wait. */
    synchronized void stop(boolean nowStopped) {
        stopped = nowStopped;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized List<SentEvent> all() {
        return known.stream().map(Delivery::toSentEvent).toList();
    }

    /** How many events found no place. */
    synchronized long dropped() {
        return dropped;
    }

    /** Forgets everything; what is being sent is not called back. */
    synchronized void clear() {
        known.clear();
        ready.clear();
        held.clear();
        again.clear();
    }
}
