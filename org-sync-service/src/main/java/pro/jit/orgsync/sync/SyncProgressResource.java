package pro.jit.orgsync.sync;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import pro.jit.orgsync.organization.OrganizationId;

/** A run as it goes, as server-sent events. */
@Path("/api/org/organizations/{organization_id}/sync-runs/{run_id}/progress")
@RunOnVirtualThread
public class SyncProgressResource {
    private static final Duration PACE = Duration.ofMillis(500);
    private static final int SILENT_TURNS = 30;

    private final KnownRuns known;
    private final ProgressRepository progress;
    private final SecurityIdentity caller;
    private final Clock clock;

    SyncProgressResource(KnownRuns known, ProgressRepository progress, SecurityIdentity caller, Clock clock) {
        this.known = known;
        this.progress = progress;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * {@code progress} with a {@link SyncProgress} at once and whenever it has changed, every half second at most; then {@code end} with the run, when
     * it is over or waits for approval. Ends without that when the token does: ask again with a new one.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed("organizations:read")
    @Operation(summary = "How far a run is, until it is over or waits (server-sent events: progress, then end)")
    public void progress(
            @PathParam("organization_id") String organization,
            @PathParam("run_id") String run,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServerResponse response)
            throws InterruptedException {
        var id = OrganizationId.parse(organization);
        var now = known.get(id, run);
        // nginx would hold events back until it has a buffer full of them.
        response.putHeader("X-Accel-Buffering", "no").putHeader("Cache-Control", "no-store");
        try (sink) {
            SyncProgress told = null;
            int silent = 0;
            while (!sink.isClosed() && clock.instant().isBefore(tokenExpiry())) {
                if (now.status() != RunStatus.RUNNING) {
                    send(sink, sse, "end", now);
                    return;
                }
                var found = progress.of(now);
                if (!found.equals(told)) {
                    send(sink, sse, "progress", found);
                    told = found;
                    silent = 0;
                } else if (++silent % SILENT_TURNS == 0) {
                    sink.send(sse.newEventBuilder().comment("still going on").build());
                }
                Thread.sleep(PACE);
                now = known.get(id, run);
            }
        }
    }

    private static void send(SseEventSink sink, Sse sse, String name, Object data) {
        sink.send(sse.newEventBuilder()
                        .name(name)
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(data)
                        .build())
                .toCompletableFuture()
                .join();
    }

    private Instant tokenExpiry() {
        return caller.getPrincipal() instanceof JsonWebToken token
                ? Instant.ofEpochSecond(token.getExpirationTime())
                : Instant.EPOCH;
    }
}
