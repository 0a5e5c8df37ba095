package pro.jit.sandbox.event;

import java.util.Set;
import pro.jit.sandbox.model.WebAddress;

/**
 * What an app's page "Events and callbacks" says.
 *
 * @param requestUrl where events are posted; empty unless the mode is {@link EventMode#WEBHOOK}
 * @param encryptKey the Encrypt Key; empty sends plain and unsigned
 * @param verificationToken the Verification Token, which every event carries
 * @param subscribed event types
 */
public record EventSubscription(
        EventMode mode, String requestUrl, String encryptKey, String verificationToken, Set<String> subscribed) {

    public EventSubscription {
        subscribed = Set.copyOf(subscribed);
        if (mode == EventMode.WEBHOOK) {
            WebAddress.require("request_url", requestUrl);
        }
        subscribed.stream()
                .filter(type -> !EventTypes.ALL.contains(type))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException("There is no event type '" + unknown + "'");
                });
    }

    /** An app that has not subscribed to anything. */
    static EventSubscription none() {
        return new EventSubscription(EventMode.NONE, "", "", "", Set.of());
    }

    /** Whether events of this type go to the app. */
    boolean wants(String type) {
        return mode != EventMode.NONE && subscribed.contains(type);
    }

    /** Whether what is posted is encrypted and signed. */
    public boolean encrypted() {
        return !encryptKey.isEmpty();
    }

    @Override
    public String toString() {
        return "EventSubscription[" + mode + "]";
    }
}
