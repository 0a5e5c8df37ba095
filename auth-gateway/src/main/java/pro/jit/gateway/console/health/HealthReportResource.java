package pro.jit.gateway.console.health;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import pro.jit.gateway.console.session.ConsoleRequest;

/** {@code GET /console/health}: how the services are, sampled every 10 s by this replica. For administrators of the platform. */
@Path("/console/health")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HealthReportResource {
    private final ConsoleRequest console;
    private final HealthSampler sampler;

    HealthReportResource(ConsoleRequest console, HealthSampler sampler) {
        this.console = console;
        this.sampler = sampler;
    }

    @GET
    public HealthReport report() {
        console.platform();
        return sampler.report();
    }
}
