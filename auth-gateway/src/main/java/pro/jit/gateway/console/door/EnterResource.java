package pro.jit.gateway.console.door;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.console.session.ConsoleSessions;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.session.BrowserRequest;
import pro.jit.gateway.session.SessionCheck;
import pro.jit.gateway.session.SessionCookies;
import pro.jit.gateway.token.SessionTokens;

/** {@code GET /{org_id}/{app_id}/console}: the way into the console for those who administer an application, by its own sign-in. */
@Path(ApplicationAddress.PATH + "/console")
@RunOnVirtualThread
public class EnterResource {
    private static final Logger LOG = Logger.getLogger(EnterResource.class);

    private final Applications applications;
    private final SessionCheck check;
    private final ConsoleSessions sessions;
    private final BrowserRequest browser;

    EnterResource(Applications applications, SessionCheck check, ConsoleSessions sessions, BrowserRequest browser) {
        this.applications = applications;
        this.check = check;
        this.sessions = sessions;
        this.browser = browser;
    }

    @GET
    @APIResponse(responseCode = "302", description = "To the console, or to the application's login page and back here")
    public Response enter(@PathParam("org_id") String orgId, @PathParam("app_id") String appId) {
        var application =
                applications.find(orgId, appId).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
        return SessionCookies.sessionToken(browser.entryOrigin(application), browser::cookie)
                .flatMap(token -> check.check(token, orgId, appId))
                .map(this::enter)
                .orElseGet(() -> redirect(login(application)).build());
    }

    private Response enter(SessionTokens.Verified session) {
        var claims = session.claims();
        var opened = sessions.openForMember(claims.sid(), browser.http())
                .orElseThrow(() -> new ProblemException(
                        Problem.NOT_AUTHORIZED, "Only an administrator of the application may enter its console."));
        LOG.infof(
                "signed in to the console orgId=%s appId=%s memberId=%s",
                claims.orgId(), claims.appId(), claims.memberId());
        return redirect("/console/").header("Set-Cookie", opened.setCookie()).build();
    }

    private static String login(Application application) {
        var here = URLEncoder.encode(application.path() + "/console", StandardCharsets.UTF_8);
        return application.path() + "/login?return_to=" + here;
    }

    /** A path, so that the browser stays at the origin it came by, whose cookie this is. */
    private static Response.ResponseBuilder redirect(String path) {
        return Response.status(Response.Status.FOUND).header("Location", path).header("Cache-Control", "no-store");
    }
}
