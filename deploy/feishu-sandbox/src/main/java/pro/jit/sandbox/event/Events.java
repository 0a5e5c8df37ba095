package pro.jit.sandbox.event;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;
import pro.jit.sandbox.contact.EventObjects;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.SandboxClock;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.token.RandomText;

/** All of events: subscriptions, what becomes of changes, and delivery. */
public final class Events {
    private final SandboxClock clock;
    private final RandomText random;
    private final EventSubscriptions subscriptions;
    private final UrlVerification verification;
    private final Deliveries deliveries;
    private final LongConnections connections;

    public Events(Vertx vertx, Apps apps, SandboxClock clock, RandomText random) {
        this.subscriptions = new EventSubscriptions(apps);
        this.clock = clock;
        this.random = random;
        var poster = new Poster(vertx);
        var wrapping = new Wrapping();
        this.verification = new UrlVerification(poster, wrapping, random);
        this.connections = new LongConnections(vertx, random);
        var webhook = new WebhookChannel(poster, wrapping, clock);
        this.deliveries = new Deliveries(vertx, clock, subscriptions, mode -> switch (mode) {
            case WEBHOOK -> webhook;
            case LONG_CONNECTION -> connections;
            case NONE -> (message, subscription) -> Future.failedFuture("nobody is subscribed");
        });
    }

    /** From now on changes become events. */
    public void follow(Tenants tenants, Apps apps, Avatars avatars) {
        new ContactEvents(tenants, apps, new EventObjects(avatars), subscriptions, clock, random, deliveries::offer)
                .follow();
    }

    /** Where apps come to their long connections. */
    public void mount(OpenPlatform platform, Router router, Apps apps, Supplier<String> origin) {
        new LongConnectionRoutes(apps, connections, random, origin).mount(platform, router);
    }

    /** How many long connections an app has open. */
    public int connections(String appId) {
        return connections.count(appId);
    }

    /** Closes an app's long connections, as Feishu does from time to time, and says how many there were. */
    public int disconnect(String appId) {
        return connections.disconnect(appId);
    }

    /** An app's subscription as it is now. */
    public EventSubscription subscription(String appId) {
        return subscriptions.of(appId);
    }

    /**
     * Saves an app's subscription. A request URL is first sent the challenge; if it does not answer as it must, the future fails with
     * what was wrong and nothing is saved.
     */
    public Future<EventSubscription> subscribe(String appId, EventSubscription subscription) {
        var verified = subscription.mode() == EventMode.WEBHOOK
                ? verification.verify(subscription)
                : Future.<Void>succeededFuture();
        return verified.map(accepted -> {
            subscriptions.save(appId, subscription);
            return subscription;
        });
    }

    /** What was sent, and how to disturb it. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** Nobody subscribed, nothing sent, nobody connected. */
    public void reset() {
        subscriptions.clear();
        deliveries.clear();
        connections.disconnectAll();
    }
}
