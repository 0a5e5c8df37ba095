package pro.jit.gateway.session;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.AdministeredApplications;
import pro.jit.gateway.listing.ListPage;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** {@code /api/auth/sessions}: who is signed in where, and ending it. */
@Path("/api/auth/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionAdministrationResource {
    private final Jdbi jdbi;
    private final SessionRepository sessions;
    private final EndSessions endSessions;
    private final AdministeredApplications administered;
    private final Clock clock;

    SessionAdministrationResource(
            Jdbi jdbi,
            SessionRepository sessions,
            EndSessions endSessions,
            AdministeredApplications administered,
            Clock clock) {
        this.jdbi = jdbi;
        this.sessions = sessions;
        this.endSessions = endSessions;
        this.administered = administered;
        this.clock = clock;
    }

    /** A session as administrators see it. */
    public record SessionRecord(
            String sid,
            String orgId,
            String appId,
            String organizationId,
            String memberId,
            @Nullable String name,
            List<String> amr,
            @Nullable String device,
            @Nullable String address,
            Instant createdAt,
            Instant lastSeenAt,
            @Nullable Instant endedAt,
            @Nullable String endReason) {
        public SessionRecord {
            amr = List.copyOf(amr);
        }

        static SessionRecord of(Session session) {
            return new SessionRecord(
                    session.sid(),
                    session.orgId(),
                    session.appId(),
                    session.organizationId(),
                    session.memberId(),
                    session.name(),
                    session.amr(),
                    session.device(),
                    session.address(),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.endedAt(),
                    session.endReason());
        }
    }

    /** How many sessions ended. */
    public record Ended(int ended) {}

    @GET
    @RolesAllowed("sessions:read")
    public ListPage<SessionRecord> list(
            @QueryParam("org_id") @Nullable String orgId,
            @QueryParam("app_id") @Nullable String appId,
            @QueryParam("member_id") @Nullable String memberId,
            @QueryParam("active") @Nullable String active,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        if (active != null && !"true".equals(active) && !"false".equals(active)) {
            throw ProblemException.invalid("active", "must be true or false");
        }
        var wanted = ListPage.limit(limit);
        var position = ListPage.position(cursor, 1, List.of("")).getFirst();
        var before = EndSessions.uuid(position);
        if (!position.isEmpty() && before.isEmpty()) {
            throw ProblemException.invalid("cursor", "is not one of this list");
        }
        var filter = new SessionRepository.Filter(
                administered.limit().orElse(null),
                orgId,
                appId,
                memberId,
                active == null ? null : Boolean.valueOf(active));
        var read = jdbi.withHandle(
                handle -> sessions.list(handle, filter, before.orElse(null), clock.instant(), wanted + 1));
        return ListPage.of(read.stream().map(SessionRecord::of).toList(), wanted, last -> List.of(last.sid()));
    }

    @DELETE
    @Path("{sid}")
    @RolesAllowed("sessions:write")
    public void end(@PathParam("sid") String sid) {
        if (!isAdministered(sid) || !endSessions.one(sid, EndReason.ADMINISTRATOR)) {
            throw new ProblemException(Problem.NOT_FOUND, "There is no such live session.");
        }
    }

    private boolean isAdministered(String sid) {
        return administered.limit().isEmpty()
                || EndSessions.uuid(sid)
                        .flatMap(id -> jdbi.withHandle(handle -> sessions.find(handle, id)))
                        .filter(session -> administered.include(session.orgId(), session.appId()))
                        .isPresent();
    }

    /** Ends all of an application, or of one member of it. */
    @DELETE
    @RolesAllowed("sessions:write")
    public Ended endAll(
            @QueryParam("org_id") @Nullable String orgId,
            @QueryParam("app_id") @Nullable String appId,
            @QueryParam("member_id") @Nullable String memberId) {
        if (orgId == null) {
            throw ProblemException.invalid("org_id", "is missing");
        }
        if (appId == null) {
            throw ProblemException.invalid("app_id", "is missing");
        }
        administered.require(orgId, appId);
        return new Ended(endSessions.all(orgId, appId, null, memberId, EndReason.ADMINISTRATOR));
    }
}
