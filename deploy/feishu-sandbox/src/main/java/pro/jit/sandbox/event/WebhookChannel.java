package pro.jit.sandbox.event;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;

/** Posts an event to the app's request URL. Only HTTP 200 within three seconds counts. */
final class WebhookChannel implements Channel {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Poster poster;
    private final Wrapping wrapping;
    private final Clock clock;

    WebhookChannel(Poster poster, Wrapping wrapping, Clock clock) {
        this.poster = poster;
        this.wrapping = wrapping;
        this.clock = clock;
    }

    @Override
    public Future<Sent> send(EventMessage message, EventSubscription subscription) {
        var url = subscription.requestUrl();
        var to = url.split("[?#]", 2)[0];
        var body = wrapping.body(message.body(), subscription);
        return poster.post(url, body, wrapping.signature(body, subscription, clock.instant()), PATIENCE)
                .map(answer -> new Sent(to, String.valueOf(answer.status()), answer.status() == 200))
                .otherwise(e -> new Sent(to, String.valueOf(e.getMessage()), false));
    }
}
