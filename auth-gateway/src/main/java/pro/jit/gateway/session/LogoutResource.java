package pro.jit.gateway.session;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.page.PageHeaders;
import pro.jit.gateway.page.PageTexts;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/**
 * {@code /{org_id}/{app_id}/logout}: a page with a button, and what the button does. The login page that follows does not sign in by itself.
 *
 * <p>The refresh cookie is not sent here (its path is {@code …/login}); whose session it is says the session token, expired or not.
 */
@Path(ApplicationAddress.PATH + "/logout")
@RunOnVirtualThread
public class LogoutResource {
    /** Marks a browser that has just signed out. */
    public static final String SIGNED_OUT = "jit_signed_out";

    static final Duration SIGNED_OUT_FOR = Duration.ofMinutes(5);

    private final Applications applications;
    private final BrowserSession browserSession;
    private final EndSessions endSessions;
    private final IssuedSession issued;
    private final BrowserRequest request;

    LogoutResource(
            Applications applications,
            BrowserSession browserSession,
            EndSessions endSessions,
            IssuedSession issued,
            BrowserRequest request) {
        this.applications = applications;
        this.browserSession = browserSession;
        this.endSessions = endSessions;
        this.issued = issued;
        this.request = request;
    }

    @GET
    public Response page(@PathParam("org_id") String orgId, @PathParam("app_id") String appId) {
        var application = application(orgId, appId);
        var response = Response.ok(Templates.logout(
                        PageTexts.in(request.language()), application.title(), application.path(), request.requestId())
                .render());
        PageHeaders.plain(request.visit().https()).forEach(response::header);
        return response.header("Content-Type", "text/html; charset=UTF-8").build();
    }

    @POST
    public Response logout(@PathParam("org_id") String orgId, @PathParam("app_id") String appId) {
        var application = application(orgId, appId);
        request.requireSameOrigin(application);
        var origin = request.entryOrigin(application);
        browserSession.sid(application).ifPresent(sid -> endSessions.one(sid, EndReason.LOGOUT));
        var response = Response.seeOther(URI.create(origin + application.path() + "/login"))
                .header("Cache-Control", "no-store");
        issued.signedOut(application, origin).forEach(cookie -> response.header("Set-Cookie", cookie));
        return response.build();
    }

    private Application application(String orgId, String appId) {
        return applications.find(orgId, appId).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
    }

    @CheckedTemplate(basePath = "session")
    static class Templates {
        static native TemplateInstance logout(PageTexts texts, String title, String path, String requestId);

        private Templates() {}
    }
}
