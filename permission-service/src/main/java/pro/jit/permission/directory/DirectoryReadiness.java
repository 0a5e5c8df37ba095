package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready without partitions to read, after a failure, or when the reader has been silent: decisions would rest on an old directory. */
@Readiness
@ApplicationScoped
class DirectoryReadiness implements HealthCheck {
    private final ConsumerState state;

    DirectoryReadiness(ConsumerState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("directory-events")
                .status(state.partitions() > 0 && !state.failing() && !state.silent())
                .withData("partitions", state.partitions())
                .withData("failing", state.failing())
                .withData("silent", state.silent())
                .build();
    }
}
