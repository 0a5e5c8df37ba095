package pro.jit.gateway.session;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** {@code GET /{org_id}/{app_id}/session}: who is signed in, for scripts of the application's pages. */
@Path(ApplicationAddress.PATH + "/session")
@RunOnVirtualThread
public class SessionResource {
    private final Applications applications;
    private final SessionCheck check;
    private final BrowserRequest request;

    SessionResource(Applications applications, SessionCheck check, BrowserRequest request) {
        this.applications = applications;
        this.check = check;
        this.request = request;
    }

    /** Who. */
    public record Who(
            String memberId,
            @Nullable String name,
            @Nullable String picture) {}

    /** The session as a script sees it. */
    public record CurrentSession(
            String sid, Who member, List<String> roles, List<String> amr, Instant expiresAt, Instant authTime) {
        public CurrentSession {
            roles = List.copyOf(roles);
            amr = List.copyOf(amr);
        }
    }

    /** JSON whatever is accepted: a look with a browser is to show something. */
    @GET
    public Response current(@PathParam("org_id") String orgId, @PathParam("app_id") String appId) {
        var application =
                applications.find(orgId, appId).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
        var verified = SessionCookies.sessionToken(request.entryOrigin(application), request::cookie)
                .flatMap(token -> check.check(token, orgId, appId))
                .orElseThrow(() -> new ProblemException(
                        Occurrence.of(Problem.SESSION_REQUIRED).startAgain(application.path() + "/login")));
        var claims = verified.claims();
        return Response.ok(
                        new CurrentSession(
                                claims.sid(),
                                new Who(claims.memberId(), claims.name(), claims.picture()),
                                claims.roles(),
                                claims.amr(),
                                verified.expiresAt(),
                                claims.authTime()),
                        MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .build();
    }
}
