package pro.jit.orgsync.sync;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.OrganizationStatus;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.organization.Schedule;

/** When the full runs of an organization begin by themselves. */
@Path("/api/org/organizations/{organization_id}/schedule")
@RunOnVirtualThread
public class ScheduleResource {
    private static final int SHOWN = 5;

    private final Organizations organizations;
    private final Clock clock;

    ScheduleResource(Organizations organizations, Clock clock) {
        this.organizations = organizations;
        this.clock = clock;
    }

    /**
     * A schedule and what it means.
     *
     * @param schedule as {@link Schedule} has it; null for none
     * @param next the next five times; none while the organization is disabled
     */
    public record Times(@Nullable String schedule, List<Instant> next) {
        public Times {
            next = List.copyOf(next);
        }
    }

    @GET
    @RolesAllowed("organizations:read")
    @Operation(summary = "The schedule of full runs, and the next five times it means")
    public Times schedule(@PathParam("organization_id") String id) {
        var organization = organizations.get(OrganizationId.parse(id));
        var text = organization.schedule();
        if (text == null || organization.status() != OrganizationStatus.ACTIVE) {
            return new Times(text, List.of());
        }
        return new Times(text, Schedule.parse(text).map(this::next).orElse(List.of()));
    }

    private List<Instant> next(Schedule schedule) {
        return Stream.iterate(
                        schedule.after(clock.instant()), Optional::isPresent, time -> time.flatMap(schedule::after))
                .limit(SHOWN)
                .flatMap(Optional::stream)
                .toList();
    }
}
