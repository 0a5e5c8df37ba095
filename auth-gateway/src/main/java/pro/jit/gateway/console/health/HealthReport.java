package pro.jit.gateway.console.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the services are, as this replica sees them. */
public record HealthReport(List<Service> services, List<Series> series) {
    public HealthReport {
        services = List.copyOf(services);
        series = List.copyOf(series);
    }

    /**
     * A service.
     *
     * @param ready null where it does not answer
     * @param checks what it says of itself; empty where it does not answer
     */
    @Schema(name = "ServiceHealth")
    public record Service(String name, @Nullable Boolean ready, List<Check> checks) {
        public Service {
            checks = List.copyOf(checks);
        }
    }

    /** One of a service's readiness checks. */
    @Schema(name = "ReadinessCheck")
    public record Check(String name, boolean up) {}

    /** A measure of the last hour, oldest point first; none where it could not be had. */
    @Schema(name = "HealthSeries")
    public record Series(Measure name, Unit unit, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** One value. */
    @Schema(name = "HealthPoint")
    public record Point(Instant at, double value) {}

    /** Of what. */
    @Schema(name = "HealthUnit")
    public enum Unit {
        @JsonProperty("seconds")
        SECONDS,
        @JsonProperty("messages")
        MESSAGES
    }

    /** What is measured. */
    @Schema(name = "HealthMeasure")
    public enum Measure {
        /** How far permission-service's directory is behind org-sync-service's. */
        @JsonProperty("directory_lag_seconds")
        DIRECTORY_LAG_SECONDS(Unit.SECONDS),
        /** How long the oldest unworked event of Feishu has waited. */
        @JsonProperty("event_lag_seconds")
        EVENT_LAG_SECONDS(Unit.SECONDS),
        /** From a loss of access to the end of the session; a point where there was one. */
        @JsonProperty("revocation_latency_seconds")
        REVOCATION_LATENCY_SECONDS(Unit.SECONDS),
        /** Events of all services that wait for Kafka. */
        @JsonProperty("outbox_depth")
        OUTBOX_DEPTH(Unit.MESSAGES);

        private final Unit unit;

        Measure(Unit unit) {
            this.unit = unit;
        }

        Unit unit() {
            return unit;
        }
    }
}
