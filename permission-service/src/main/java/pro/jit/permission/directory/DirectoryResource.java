package pro.jit.permission.directory;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;

/** The copy of the directory that decisions rest on: how far it is, and its rebuild. */
@Path("/api/permission/directory")
@RunOnVirtualThread
public class DirectoryResource {
    private static final Logger LOG = Logger.getLogger(DirectoryResource.class);

    private final DirectoryLag lag;
    private final Rebuilds rebuilds;
    private final SecurityIdentity caller;
    private final Clock clock;

    DirectoryResource(DirectoryLag lag, Rebuilds rebuilds, SecurityIdentity caller, Clock clock) {
        this.lag = lag;
        this.rebuilds = rebuilds;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Where the directory stands.
     *
     * @param state {@code starting}, {@code current} or {@code behind}, as this replica's readiness has it
     * @param seenAt when Kafka was last asked; null if it has not answered since the start
     * @param rebuild the last one, running or ended; null if there was none
     */
    public record DirectoryView(
            String state,
            @Nullable Instant seenAt,
            List<TopicLag> topics,
            @Nullable Rebuild rebuild) {
        public DirectoryView {
            topics = List.copyOf(topics);
        }
    }

    /**
     * How far what is applied is behind a topic.
     *
     * @param lagSeconds how old it is while records wait; 0 if none do
     */
    public record TopicLag(String topic, int partitions, long lagRecords, long lagSeconds) {}

    /** @param allowRemovals whether rows Kafka does not tell of may go though they are many */
    public record RebuildRequest(@Nullable Boolean allowRemovals) {}

    @Operation(summary = "How far the directory is behind its topics, and the last rebuild")
    @GET
    @RolesAllowed("permissions:read")
    public DirectoryView directory() {
        var now = clock.instant();
        var partitions = lag.partitions();
        var topics = DirectoryTopics.ALL.stream()
                .map(topic -> new TopicLag(
                        topic,
                        (int) partitions.stream()
                                .filter(state -> state.partition().topic().equals(topic))
                                .count(),
                        lag.recordsBehind(topic),
                        lag.timeBehind(topic, now).toSeconds()))
                .toList();
        return new DirectoryView(
                lag.state().name().toLowerCase(Locale.ROOT),
                lag.seenAt().orElse(null),
                topics,
                rebuilds.latest().orElse(null));
    }

    @Operation(
            summary = "Reads the directory from the first offset again and mends what is not the same, refusing nobody"
                    + " meanwhile; 409 while one runs")
    @POST
    @Path("/rebuilds")
    @RolesAllowed("permissions:write")
    public RestResponse<Rebuild> rebuild(@Nullable RebuildRequest request) {
        if (request == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        var allowRemovals = request.allowRemovals();
        if (allowRemovals == null) {
            throw ProblemException.invalid("allow_removals", "is missing");
        }
        if (caller.getPrincipal() instanceof JsonWebToken token && token.containsClaim("act")) {
            // The directory is everybody's; who administers one application has no say in it.
            throw ProblemException.of(Problem.FORBIDDEN, "A rebuild is for the platform, not for a member.");
        }
        var by = caller.getPrincipal().getName();
        var started = rebuilds.start(by, allowRemovals)
                .orElseThrow(() -> ProblemException.of(Problem.CONFLICT, "A rebuild is running."));
        LOG.infof("directory rebuild asked for  rebuildId=%s clientId=%s", started.rebuildId(), by);
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, started)
                .build();
    }
}
