package pro.jit.gateway.session;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.connection.OpenConnections;

/** {@code GET /api/auth/revocations}: sessions as they end, for services that do not read Kafka (server-sent events). */
@Path("/api/auth/revocations")
@RunOnVirtualThread
public class RevocationFeedResource {
    private final RevocationFeed feed;
    private final SecurityIdentity caller;
    private final BrowserRequest request;

    RevocationFeedResource(RevocationFeed feed, SecurityIdentity caller, BrowserRequest request) {
        this.feed = feed;
        this.caller = caller;
        this.request = request;
    }

    /** From {@code Last-Event-ID} on, without a gap and without a repetition; without it, from now on. Ends when the token does. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed("sessions:read")
    public void revocations(
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId, @Context SseEventSink sink, @Context Sse sse) {
        var connection = request.http().connection();
        // nginx would hold events back until it has a buffer full of them.
        request.http().response().putHeader("X-Accel-Buffering", "no").putHeader("Cache-Control", "no-store");
        feed.open(
                new RevocationFeed.Reader(
                        caller.getPrincipal().getName(),
                        sink,
                        sse,
                        () -> OpenConnections.cut(connection),
                        tokenExpiry()),
                lastEventId);
    }

    private Instant tokenExpiry() {
        return caller.getPrincipal() instanceof JsonWebToken token
                ? Instant.ofEpochSecond(token.getExpirationTime())
                : Instant.EPOCH;
    }
}
