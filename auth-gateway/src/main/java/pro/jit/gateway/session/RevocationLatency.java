package pro.jit.gateway.session;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How long it took from the change that takes somebody's access away to the end of their session: {@code jit_revocation_latency}. */
@ApplicationScoped
public class RevocationLatency {
    private final MeterRegistry meters;
    private final Clock clock;
    private final AtomicReference<@Nullable Duration> longest = new AtomicReference<>();

    RevocationLatency(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    void ended(Instant changedAt) {
        var latency = Duration.between(changedAt, clock.instant());
        var measured = latency.isNegative() ? Duration.ZERO : latency;
        meters.timer("jit_revocation_latency").record(measured);
        longest.accumulateAndGet(
                measured, (before, now) -> before == null || now == null || before.compareTo(now) < 0 ? now : before);
    }

    /** The longest there was since this was last asked; empty where there was none. */
    public Optional<Duration> takeLongest() {
        return Optional.ofNullable(longest.getAndSet(null));
    }
}
