package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.client.FeishuClient;
import pro.jit.sandbox.gateway.RateLimits;
import pro.jit.sandbox.gateway.Statistics;
import pro.jit.sandbox.model.SandboxClock;

/** Limits, the clock, an old client, and what was called. */
final class WeatherControl {
    private static final long FURTHEST_SECONDS = Duration.ofDays(3650).toSeconds();

    private final SandboxClock clock;
    private final RateLimits limits;
    private final Statistics statistics;
    private final FeishuClient client;

    WeatherControl(SandboxClock clock, RateLimits limits, Statistics statistics, FeishuClient client) {
        this.clock = clock;
        this.limits = limits;
        this.statistics = statistics;
        this.client = client;
    }

    private record Limits(@Nullable Boolean enabled) {}

    private record Advance(@Nullable Long seconds) {
        Duration duration() {
            long wanted =
                    Optional.ofNullable(seconds).orElseThrow(() -> new IllegalArgumentException("seconds is missing"));
            if (wanted < 0 || wanted > FURTHEST_SECONDS) {
                throw new IllegalArgumentException("seconds is from 0 to " + FURTHEST_SECONDS + ", ten years");
            }
            return Duration.ofSeconds(wanted);
        }
    }

    private record Client(@Nullable Boolean requestAccessSupported) {}

    void mount(ControlApi api) {
        api.route(GET, "/limits", context -> Map.of("enabled", limits.isEnabled()));
        api.route(PUT, "/limits", Limits.class, (context, body) -> {
            limits.enable(Optional.ofNullable(body.enabled())
                    .orElseThrow(() -> new IllegalArgumentException("enabled is missing")));
            return Map.of("enabled", limits.isEnabled());
        });
        api.route(GET, "/statistics", context -> {
            var total = statistics.total();
            return Map.of(
                    "calls", total.calls(),
                    "throttled", total.throttled(),
                    "throttled_with_400", total.throttledWith400(),
                    "failed", total.failed(),
                    "peak_per_second", total.peakPerSecond(),
                    "peak_per_minute", total.peakPerMinute(),
                    "endpoints", statistics.byEndpoint());
        });
        api.route(DELETE, "/statistics", context -> {
            statistics.reset();
            return null;
        });
        api.route(GET, "/clock", context -> Map.of("now", clock.instant().toString()));
        api.route(POST, "/clock/advance", Advance.class, (context, body) -> {
            clock.advance(body.duration());
            return Map.of("now", clock.instant().toString());
        });
        api.route(GET, "/client", context -> Map.of("request_access_supported", client.supportsRequestAccess()));
        api.route(PUT, "/client", Client.class, (context, body) -> {
            Optional.ofNullable(body.requestAccessSupported()).ifPresent(client::supportRequestAccess);
            return Map.of("request_access_supported", client.supportsRequestAccess());
        });
    }
}
