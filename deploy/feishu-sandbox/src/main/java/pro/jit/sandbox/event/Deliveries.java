package pro.jit.sandbox.event;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import pro.jit.sandbox.model.SandboxClock;
import pro.jit.sandbox.model.UnknownInCompany;

/**
 * Takes events to the apps. Offering one never waits: it is sent from an event loop of its own, by the way the app has chosen at that
 * moment. Tries that failed come again by the sandbox's clock.
 */
public final class Deliveries {
    private static final long LOOK_MILLIS = 500;

    private final Map<String, EventQueue> queues = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final SandboxClock clock;
    private final EventSubscriptions subscriptions;
    private final Function<EventMode, Channel> channels;
    private final Context context;

    Deliveries(
            Vertx vertx, SandboxClock clock, EventSubscriptions subscriptions, Function<EventMode, Channel> channels) {
        this.clock = clock;
        this.subscriptions = subscriptions;
        this.channels = channels;
        this.context = vertx.getOrCreateContext();
        vertx.setPeriodic(LOOK_MILLIS, tick -> sendDue());
        clock.whenAdvanced(this::sendDue);
    }

    void offer(EventMessage message) {
        var queue = queue(message.appId());
        queue.add(new Delivery(numbers.incrementAndGet(), message));
        sendSoon(queue);
    }

    /** What was sent to whom, the newest first; an empty {@code appId} means every app. */
    public List<SentEvent> sent(String appId, int limit) {
        return queues.values().stream()
                .filter(queue -> appId.isEmpty() || queue.appId().equals(appId))
                .flatMap(queue -> queue.all().stream())
                .sorted(Comparator.comparingLong(SentEvent::number).reversed())
                .limit(limit)
                .toList();
    }

    /** How many events of an app found no place in its queue, which is bounded. */
    public long dropped(String appId) {
        return queue(appId).dropped();
    }

    /** Sends an event once more. */
    public void sendAgain(String eventId) {
        var holder = queues.values().stream()
                .filter(queue -> queue.sendAgain(eventId))
                .findFirst()
                .orElseThrow(() -> new UnknownInCompany("There is no event '" + eventId + "'"));
        sendSoon(holder);
    }

    /** Holds the app's next events back until so many are there, then sends them, the last first; 0 sends those held now. */
    public void reorder(String appId, int count) {
        if (count < 0 || count > EventQueue.MOST) {
            throw new IllegalArgumentException("next is 0 to " + EventQueue.MOST);
        }
        var queue = queue(appId);
        queue.reorder(count);
        sendSoon(queue);
    }

    /** Nothing is sent to the app until {@link #resume}. */
    public void stop(String appId) {
        queue(appId).stop(true);
    }

    /** Sends again, beginning with what has waited. */
    public void resume(String appId) {
        var queue = queue(appId);
        queue.stop(false);
        sendSoon(queue);
    }

    /** Whether nothing is sent to the app now. */
    public boolean isStopped(String appId) {
        return queue(appId).isStopped();
    }

    void clear() {
        queues.values().forEach(EventQueue::clear);
        queues.clear();
    }

    private EventQueue queue(String appId) {
        return queues.computeIfAbsent(appId, EventQueue::new);
    }

    private void sendDue() {
        queues.values().forEach(this::sendSoon);
    }

    private void sendSoon(EventQueue queue) {
        context.runOnContext(soon -> send(queue));
    }

    private void send(EventQueue queue) {
        queue.next(clock.instant()).ifPresent(delivery -> {
            var at = clock.instant();
            var subscription = subscriptions.of(queue.appId());
            Future.succeededFuture(channels.apply(subscription.mode()))
                    .compose(channel -> channel.send(delivery.message(), subscription))
                    .otherwise(e -> new Channel.Sent("", String.valueOf(e.getMessage()), false))
                    .onSuccess(sent -> {
                        var attempt = new Attempt(at.toString(), sent.to(), sent.status(), sent.accepted());
                        queue.finished(delivery, attempt, clock.instant());
                        sendSoon(queue);
                    });
        });
    }
}
