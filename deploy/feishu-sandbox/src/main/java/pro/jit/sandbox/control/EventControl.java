package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.event.Deliveries;
import pro.jit.sandbox.event.EventMode;
import pro.jit.sandbox.event.EventSubscription;
import pro.jit.sandbox.event.EventTypes;
import pro.jit.sandbox.event.Events;
import pro.jit.sandbox.model.Apps;

/** An app's event subscription, what was sent, and what shall go wrong on the way. */
final class EventControl {
    private static final int USUAL_LIMIT = 100;

    private final Events events;
    private final Apps apps;

    EventControl(Events events, Apps apps) {
        this.events = events;
        this.apps = apps;
    }

    private record SubscriptionBody(
            @Nullable String mode,
            @Nullable String requestUrl,
            @Nullable String encryptKey,
            @Nullable String verificationToken,
            @Nullable Set<String> subscribed) {
        EventSubscription toSubscription() {
            return new EventSubscription(
                    EventMode.of(Optional.ofNullable(mode).orElse("")),
                    Optional.ofNullable(requestUrl).orElse(""),
                    Optional.ofNullable(encryptKey).orElse(""),
                    Optional.ofNullable(verificationToken).orElse(""),
                    Optional.ofNullable(subscribed).orElse(Set.of()));
        }
    }

    /** Without the Encrypt Key and the Verification Token. */
    private record SubscriptionView(String mode, String requestUrl, boolean encrypted, Set<String> subscribed) {
        static SubscriptionView of(EventSubscription subscription) {
            return new SubscriptionView(
                    subscription.mode().wire(),
                    subscription.requestUrl(),
                    subscription.encrypted(),
                    new TreeSet<>(subscription.subscribed()));
        }
    }

    private record ReorderBody(@Nullable Integer next) {}

    private record DeliveryView(boolean stopped, long dropped, int connections) {}

    void mount(ControlApi api) {
        api.route(GET, "/event-types", context -> Map.of("happening", EventTypes.HAPPENING, "known", EventTypes.ALL));
        api.route(GET, "/apps/:app_id/events", context -> SubscriptionView.of(events.subscription(appId(context))));
        api.route(PUT, "/apps/:app_id/events", SubscriptionBody.class, (context, body) -> events.subscribe(
                        appId(context), body.toSubscription())
                .map(SubscriptionView::of));
        var deliveries = events.deliveries();
        api.route(GET, "/events", context -> sent(context, deliveries));
        api.route(POST, "/events/:event_id/send-again", context -> {
            deliveries.sendAgain(context.pathParam("event_id"));
            return null;
        });
        api.route(GET, "/apps/:app_id/events/delivery", context -> view(appId(context)));
        api.route(POST, "/apps/:app_id/events/reorder", ReorderBody.class, (context, body) -> {
            deliveries.reorder(
                    appId(context),
                    Optional.ofNullable(body.next())
                            .orElseThrow(() -> new IllegalArgumentException("next is missing")));
            return null;
        });
        api.route(
                POST,
                "/apps/:app_id/events/disconnect",
                context -> Map.of("disconnected", events.disconnect(appId(context))));
        api.route(POST, "/apps/:app_id/events/stop", context -> {
            deliveries.stop(appId(context));
            return view(appId(context));
        });
        api.route(POST, "/apps/:app_id/events/resume", context -> {
            deliveries.resume(appId(context));
            return view(appId(context));
        });
    }

    private static Map<String, Object> sent(RoutingContext context, Deliveries deliveries) {
        var asked = context.queryParams();
        var appId = Optional.ofNullable(asked.get("app_id")).orElse("");
        var limit = PageQuery.number(context, "limit", USUAL_LIMIT);
        if (limit < 1) {
            throw new IllegalArgumentException("limit is 1 or more");
        }
        return Map.of("items", deliveries.sent(appId, limit));
    }

    private DeliveryView view(String appId) {
        return new DeliveryView(
                events.deliveries().isStopped(appId), events.deliveries().dropped(appId), events.connections(appId));
    }

    private String appId(RoutingContext context) {
        return apps.get(context.pathParam("app_id")).appId();
    }
}
