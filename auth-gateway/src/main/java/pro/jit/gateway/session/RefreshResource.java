package pro.jit.gateway.session;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** {@code POST /{org_id}/{app_id}/login/refresh}: a new session token from the refresh cookie; 204, or 401. */
@Path(ApplicationAddress.PATH + "/login/refresh")
@RunOnVirtualThread
public class RefreshResource {
    private final Applications applications;
    private final RenewSession renew;
    private final IssuedSession issued;
    private final BrowserRequest request;

    RefreshResource(Applications applications, RenewSession renew, IssuedSession issued, BrowserRequest request) {
        this.applications = applications;
        this.renew = renew;
        this.issued = issued;
        this.request = request;
    }

    @POST
    public Response refresh(@PathParam("org_id") String orgId, @PathParam("app_id") String appId) {
        var application =
                applications.find(orgId, appId).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
        request.requireSameOrigin(application);
        var origin = request.entryOrigin(application);
        var token = SessionCookies.refreshToken(origin, request::cookie)
                .orElseThrow(() -> new ProblemException(Problem.SESSION_REQUIRED));
        return switch (renew.renew(application, token)) {
            case RenewSession.Renewal.Renewed renewed -> {
                var response = Response.noContent().header("Cache-Control", "no-store");
                issued.cookies(application, origin, renewed.session(), renewed.refreshToken())
                        .forEach(cookie -> response.header("Set-Cookie", cookie));
                yield response.build();
            }
            case RenewSession.Renewal.Refused refused -> throw new ProblemException(Problem.SESSION_REQUIRED);
        };
    }
}
