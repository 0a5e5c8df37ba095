package pro.jit.permission.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries a trace over what waits: as the text of {@code traceparent} (W3C Trace Context §3.2) beside an event in the database and as a header of a Kafka
 * record. While traces are off there is none, and nothing is carried.
 */
public final class Traces {
    /** Name of the header that carries it. */
    public static final String HEADER = "traceparent";

    private static final TextMapGetter<Map<String, String>> OF_MAP = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private Traces() {}

    /** Of what is going on now; null where that is not traced. */
    public static @Nullable String current() {
        var carrier = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, (map, name, value) -> {
            if (map != null) {
                map.put(name, value);
            }
        });
        return carrier.get(HEADER);
    }

    /**
     * Works in a span that goes on where others left off: below the first of them, linked to the rest, for a span has one parent. What is no
     * {@code traceparent} is passed over; where nothing is left, nothing is traced.
     */
    public static void goOn(String name, Collection<@Nullable String> parents, Runnable work) {
        var causes = parents.stream()
                .filter(Objects::nonNull)
                .distinct()
                .map(Traces::context)
                .filter(SpanContext::isValid)
                .toList();
        if (causes.isEmpty()) {
            work.run();
            return;
        }
        var span = begin(name, causes);
        try {
            Context.current().with(span).wrap(work).run();
        } catch (RuntimeException e) {
            // Its message may say whom it is about.
            span.setStatus(StatusCode.ERROR, e.getClass().getName());
            throw e;
        } finally {
            span.end();
        }
    }

    private static Span begin(String name, List<SpanContext> causes) {
        var span = GlobalOpenTelemetry.getTracer("pro.jit")
                .spanBuilder(name)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(Context.root().with(Span.wrap(causes.getFirst())));
        causes.stream().skip(1).forEach(span::addLink);
        return span.startSpan();
    }

    private static SpanContext context(@Nullable String traceparent) {
        var carrier = Map.of(HEADER, Objects.requireNonNull(traceparent));
        return Span.fromContext(W3CTraceContextPropagator.getInstance().extract(Context.root(), carrier, OF_MAP))
                .getSpanContext();
    }
}
