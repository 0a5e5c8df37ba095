package pro.jit.sandbox.event;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

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

    private static final int LAST_PORT = 65_535;

    public EventSubscription {
        subscribed = Set.copyOf(subscribed);
        if (mode == EventMode.WEBHOOK && !isWebAddress(requestUrl)) {
            throw new IllegalArgumentException("request_url '" + requestUrl + "' is no http(s) address");
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

    private static boolean isWebAddress(String address) {
        try {
            var uri = new URI(address);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getPort() <= LAST_PORT;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "EventSubscription[" + mode + "]";
    }
}
