package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before the directory holds what the topics held at the start, while it is too old, after a failure, or when the reader has been
 * silent: decisions would rest on an old directory. Which partitions this replica reads, if any, does not matter.
 */
@Readiness
@ApplicationScoped
class DirectoryReadiness implements HealthCheck {
    private final ConsumerState consumer;
    private final DirectoryLag lag;
    private final Clock clock;

    DirectoryReadiness(ConsumerState consumer, DirectoryLag lag, Clock clock) {
        this.consumer = consumer;
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var state = lag.state();
        return HealthCheckResponse.named("directory-events")
                .status(state == DirectoryLag.State.CURRENT && !consumer.failing() && !consumer.silent())
                .withData("state", state.name().toLowerCase(Locale.ROOT))
                .withData("lag_records", lag.recordsBehind(null))
                .withData("lag_seconds", lag.timeBehind(null, clock.instant()).toSeconds())
                .withData("failing", consumer.failing())
                .withData("silent", consumer.silent())
                .build();
    }
}
