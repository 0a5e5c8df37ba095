package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.gateway.Fault;
import pro.jit.sandbox.gateway.Faults;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.PageFault;
import pro.jit.sandbox.gateway.Trigger;
import pro.jit.sandbox.model.Company;

/** What shall go wrong for every caller, and what shall happen in one company at a certain call. */
final class FaultControl {
    private static final int LONGEST_WAIT_SECONDS = 86_400;
    private static final long LONGEST_LATENCY_MILLIS = 600_000;

    private final Faults faults;
    private final OpenPlatform platform;

    FaultControl(Faults faults, OpenPlatform platform) {
        this.faults = faults;
        this.platform = platform;
    }

    /**
     * What a call makes happen.
     *
     * @param moment {@code before} it is answered, unless said, or {@code after}
     */
    private record TriggerBody(
            @Nullable String moment, @Nullable List<PlannedChange> changes) {
        Trigger in(Company company) {
            var planned = Optional.ofNullable(changes)
                    .filter(some -> !some.isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException("changes are missing"));
            return new Trigger(
                    when(), planned.stream().map(one -> one.in(company)).toList());
        }

        private Trigger.Moment when() {
            return switch (moment == null ? "before" : moment) {
                case "before" -> Trigger.Moment.BEFORE;
                case "after" -> Trigger.Moment.AFTER;
                default -> throw new IllegalArgumentException("moment is before or after");
            };
        }
    }

    private record FaultBody(
            @Nullable String endpoint,
            @Nullable String queryContains,
            @Nullable Integer skip,
            @Nullable Integer count,
            @Nullable Long latencyMillis,
            @Nullable Integer status,
            @Nullable Integer code,
            @Nullable Integer retryAfterSeconds,
            @Nullable Boolean rateLimitHeaders,
            @Nullable Boolean drop,
            @Nullable Boolean malformed,
            @Nullable Boolean truncated,
            @Nullable Boolean expireToken,
            @Nullable String page,
            @Nullable TriggerBody trigger) {
        /** As it was arranged, and also what was left out. */
        static FaultBody of(Fault fault) {
            return new FaultBody(
                    fault.endpoint(),
                    fault.queryContains(),
                    fault.skip(),
                    fault.count(),
                    fault.latencyMillis(),
                    fault.status(),
                    fault.code(),
                    fault.retryAfterSeconds(),
                    fault.rateLimitHeaders(),
                    fault.drop(),
                    fault.malformed(),
                    fault.truncated(),
                    fault.expireToken(),
                    Optional.ofNullable(fault.page()).map(PageFault::wire).orElse(null),
                    Optional.ofNullable(fault.trigger()).map(FaultBody::said).orElse(null));
        }

        private static TriggerBody said(Trigger trigger) {
            return new TriggerBody(
                    trigger.moment().name().toLowerCase(Locale.ROOT),
                    trigger.changes().stream()
                            .flatMap(change -> change instanceof PlannedChange.InCompany planned
                                    ? Stream.of(planned.said())
                                    : Stream.empty())
                            .toList());
        }

        Fault toFault(Company company) {
            requireWithin("skip", skip, 0, Integer.MAX_VALUE);
            requireWithin("count", count, 1, Integer.MAX_VALUE);
            requireWithin("latency_millis", latencyMillis, 0, LONGEST_LATENCY_MILLIS);
            requireWithin("status", status, 200, 599);
            requireWithin("retry_after_seconds", retryAfterSeconds, 0, LONGEST_WAIT_SECONDS);
            var fault = new Fault(
                    Required.text(endpoint, "endpoint"),
                    queryContains,
                    Optional.ofNullable(skip).orElse(0),
                    count,
                    Optional.ofNullable(latencyMillis).orElse(0L),
                    status,
                    code,
                    retryAfterSeconds,
                    rateLimitHeaders,
                    Boolean.TRUE.equals(drop),
                    Boolean.TRUE.equals(malformed),
                    Boolean.TRUE.equals(truncated),
                    Boolean.TRUE.equals(expireToken),
                    page == null ? null : PageFault.of(page),
                    trigger == null ? null : trigger.in(company));
            if (!fault.doesSomething()) {
                throw new IllegalArgumentException("The fault does nothing: see latency_millis, status, code, drop,"
                        + " malformed, truncated, expire_token, page, trigger");
            }
            return fault;
        }

        private static void requireWithin(String field, @Nullable Number value, long least, long most) {
            if (value != null && (value.longValue() < least || value.longValue() > most)) {
                throw new IllegalArgumentException(field + " is from " + least + " to " + most);
            }
        }
    }

    void mount(ControlApi api) {
        // What goes wrong does so for every company's apps; only a trigger speaks of one.
        api.ofTenant(
                GET,
                "/faults",
                (company, context) -> Map.of(
                        "items",
                        faults.all().stream().map(FaultBody::of).toList(),
                        "refused_changes",
                        faults.refusedChanges()));
        api.ofTenant(POST, "/faults", FaultBody.class, (company, context, body) -> {
            var fault = body.toFault(company);
            if (platform.endpoints().stream().noneMatch(fault::strikes)) {
                throw new IllegalArgumentException("endpoint '" + fault.endpoint() + "' is none, see the statistics");
            }
            faults.add(fault);
            return FaultBody.of(fault);
        });
        api.ofTenant(DELETE, "/faults", (company, context) -> {
            faults.clear();
            return null;
        });
    }
}
