package pro.jit.gateway.console.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import pro.jit.gateway.console.health.HealthReport.Check;
import pro.jit.gateway.console.health.HealthReport.Measure;
import pro.jit.gateway.console.health.HealthReport.Point;
import pro.jit.gateway.console.health.HealthReport.Series;
import pro.jit.gateway.console.health.HealthReport.Service;
import pro.jit.gateway.session.RevocationLatency;

/** Looks every 10 s how the services are, and keeps an hour of it: at most 360 points of each measure, in each replica. */
@ApplicationScoped
class HealthSampler {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final String OUTBOX = "jit_outbox_waiting";

    private final SiblingHealth siblings;
    private final SmallRyeHealthReporter own;
    private final MeterRegistry meters;
    private final RevocationLatency revocations;
    private final String orgSync;
    private final String permission;
    private final Clock clock;

    private final Map<Measure, ArrayDeque<Point>> points = new EnumMap<>(Measure.class);
    private List<Service> services = List.of(
            new Service("auth-gateway", null, List.of()),
            new Service("org-sync-service", null, List.of()),
            new Service("permission-service", null, List.of()));

    HealthSampler(
            SiblingHealth siblings,
            SmallRyeHealthReporter own,
            MeterRegistry meters,
            RevocationLatency revocations,
            @ConfigProperty(name = "jit.org-sync-base-url", defaultValue = "http://localhost:8081") String orgSync,
            @ConfigProperty(name = "jit.permission-base-url", defaultValue = "http://localhost:8082") String permission,
            Clock clock) {
        this.siblings = siblings;
        this.own = own;
        this.meters = meters;
        this.revocations = revocations;
        this.orgSync = orgSync;
        this.permission = permission;
        this.clock = clock;
        Arrays.stream(Measure.values()).forEach(measure -> points.put(measure, new ArrayDeque<>()));
    }

    @Scheduled(every = "10s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sample() {
        var seen = List.of(
                own(),
                siblings.readiness("org-sync-service", orgSync),
                siblings.readiness("permission-service", permission));
        var orgSyncMetrics = siblings.metrics(orgSync);
        var permissionMetrics = siblings.metrics(permission);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var values = new EnumMap<Measure, OptionalDouble>(Measure.class);
        values.put(
                Measure.DIRECTORY_LAG_SECONDS,
                PrometheusText.read(permissionMetrics, "jit_directory_lag_seconds", Math::max));
        values.put(Measure.EVENT_LAG_SECONDS, PrometheusText.read(orgSyncMetrics, "jit_event_lag_seconds", Math::max));
        values.put(
                Measure.REVOCATION_LATENCY_SECONDS,
                revocations
                        .takeLongest()
                        .map(longest -> OptionalDouble.of(longest.toMillis() / 1_000.0))
                        .orElse(OptionalDouble.empty()));
        values.put(Measure.OUTBOX_DEPTH, outbox(orgSyncMetrics, permissionMetrics));
        keep(seen, now, values);
    }

    /** Of all three; while one does not say, nothing is. */
    private OptionalDouble outbox(String orgSyncMetrics, String permissionMetrics) {
        var ours = meters.find(OUTBOX).gauge();
        var theirs = PrometheusText.read(orgSyncMetrics, OUTBOX, Double::sum);
        var others = PrometheusText.read(permissionMetrics, OUTBOX, Double::sum);
        if (ours == null || !Double.isFinite(ours.value()) || theirs.isEmpty() || others.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(ours.value() + theirs.getAsDouble() + others.getAsDouble());
    }

    private Service own() {
        var health = own.getReadiness();
        var checks = health.getPayload().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .map(check -> new Check(
                        check.getString("name"), check.getString("status").equals("UP")))
                .toList();
        return new Service("auth-gateway", !health.isDown(), checks);
    }

    private synchronized void keep(List<Service> seen, Instant now, Map<Measure, OptionalDouble> values) {
        services = List.copyOf(seen);
        var oldest = now.minus(KEPT);
        values.forEach((measure, value) -> {
            var kept = points.get(measure);
            if (kept != null) {
                value.ifPresent(number -> kept.add(new Point(now, number)));
                while (!kept.isEmpty() && kept.getFirst().at().isBefore(oldest)) {
                    kept.removeFirst();
                }
            }
        });
    }

    /** What there is to say. */
    synchronized HealthReport report() {
        return new HealthReport(
                services,
                Arrays.stream(Measure.values())
                        .map(measure -> new Series(
                                measure, measure.unit(), List.copyOf(points.getOrDefault(measure, new ArrayDeque<>()))))
                        .toList());
    }
}
