package pro.jit.sandbox.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import pro.jit.sandbox.model.Apps;

/**
 * Which app has subscribed to what. Where events go is in force at once; to which of them the app has subscribed is part of its versions, and
 * so in force once published.
 */
final class EventSubscriptions {
    private static final Destination NOWHERE = new Destination(EventMode.NONE, "");

    private final Apps apps;
    private final Map<String, Destination> byApp = new ConcurrentHashMap<>();

    private record Destination(EventMode mode, String requestUrl) {}

    EventSubscriptions(Apps apps) {
        this.apps = apps;
    }

    EventSubscription of(String appId) {
        var destination = byApp.getOrDefault(appId, NOWHERE);
        return apps.find(appId)
                .map(app -> new EventSubscription(
                        destination.mode(),
                        destination.requestUrl(),
                        app.encryptKey(),
                        app.verificationToken(),
                        app.content().events().stream()
                                .filter(EventTypes.ALL::contains)
                                .collect(Collectors.toUnmodifiableSet())))
                .orElseGet(EventSubscription::none);
    }

    void save(String appId, EventSubscription subscription) {
        byApp.put(appId, new Destination(subscription.mode(), subscription.requestUrl()));
        apps.update(appId, app -> app.withEventSecrets(subscription.encryptKey(), subscription.verificationToken())
                .edit(content -> content.withEvents(subscription.subscribed())));
    }

    void clear() {
        byApp.clear();
    }
}
