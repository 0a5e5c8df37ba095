package pro.jit.sandbox.gateway;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Gives every answer its {@code X-Tt-Logid}: 14 digits of time and 20 that make it unique. */
public final class LogIds implements Handler<RoutingContext> {
    private static final String KEY = "log_id";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    public LogIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext context) {
        ensure(context);
        context.next();
    }

    /** Gives an answer that is made before this handler was reached a log id too. */
    public void ensure(RoutingContext context) {
        if (context.get(KEY) != null) {
            return;
        }
        var logId = TIME.format(clock.instant()) + String.format(Locale.ROOT, "%020X", last.incrementAndGet());
        context.response().putHeader("X-Tt-Logid", logId).putHeader("X-Request-Id", logId);
        context.put(KEY, logId);
    }

    /** The log id of the call being answered. */
    public static String of(RoutingContext context) {
        return context.get(KEY);
    }
}
