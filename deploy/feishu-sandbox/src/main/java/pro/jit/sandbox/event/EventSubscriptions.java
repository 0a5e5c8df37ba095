package pro.jit.sandbox.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which app has subscribed to what. In force at once, though Feishu would want a new version published. */
final class EventSubscriptions {
    private final Map<String, EventSubscription> byApp = new ConcurrentHashMap<>();

    EventSubscription of(String appId) {
        return byApp.getOrDefault(appId, EventSubscription.none());
    }

    void save(String appId, EventSubscription subscription) {
        byApp.put(appId, subscription);
    }

    void clear() {
        byApp.clear();
    }
}
