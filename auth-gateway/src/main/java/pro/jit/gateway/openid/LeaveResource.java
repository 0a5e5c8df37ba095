package pro.jit.gateway.openid;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.application.Origins;
import pro.jit.gateway.encryption.SealedJson;
import pro.jit.gateway.page.PageHeaders;
import pro.jit.gateway.page.PageTexts;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.session.BrowserRequest;
import pro.jit.gateway.session.BrowserSession;
import pro.jit.gateway.session.EndReason;
import pro.jit.gateway.session.EndSessions;
import pro.jit.gateway.session.IssuedSession;

/**
 * {@code /{org_id}/{app_id}/login/leave}: the part of a relying party's logout that looks at the session. Ends it at once where the relying
 * party showed an ID token of just this session; else asks, as anybody's page could have sent the visitor here.
 */
@Path(ApplicationAddress.PATH + "/login/leave")
@RunOnVirtualThread
public class LeaveResource {
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Applications applications;
    private final SealedJson sealed;
    private final BrowserSession browserSession;
    private final EndSessions endSessions;
    private final IssuedSession issued;
    private final BrowserRequest browser;
    private final Clock clock;

    LeaveResource(
            Applications applications,
            SealedJson sealed,
            BrowserSession browserSession,
            EndSessions endSessions,
            IssuedSession issued,
            BrowserRequest browser,
            Clock clock) {
        this.applications = applications;
        this.sealed = sealed;
        this.browserSession = browserSession;
        this.endSessions = endSessions;
        this.issued = issued;
        this.browser = browser;
        this.clock = clock;
    }

    static String path(Application application, String sealedRequest) {
        return application.path() + "/login/leave?request=" + sealedRequest;
    }

    @GET
    public Response leave(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @QueryParam("request") @Nullable String sealedRequest) {
        var application = application(orgId, appId);
        var request = request(application, sealedRequest);
        var sid = browserSession.sid(application);
        var hinted = request.hintedSid();
        if (sid.isPresent() && !sid.get().equals(hinted)) {
            return ask(application, request, String.valueOf(sealedRequest));
        }
        if (hinted != null) {
            endSessions.one(hinted, EndReason.LOGOUT);
        }
        return left(application, request);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirmed(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @FormParam("request") @Nullable String sealedRequest) {
        var application = application(orgId, appId);
        browser.requireSameOrigin(application);
        var request = request(application, sealedRequest);
        browserSession.sid(application).ifPresent(sid -> endSessions.one(sid, EndReason.LOGOUT));
        return left(application, request);
    }

    private Application application(String orgId, String appId) {
        return applications.find(orgId, appId).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
    }

    private EndSessionRequest request(Application application, @Nullable String sealedRequest) {
        return sealed.open(application.audience(), EndSessionRequest.class, sealedRequest)
                .filter(request -> request.startedAt().plus(GOOD_FOR).isAfter(clock.instant()))
                .orElseThrow(() -> new ProblemException(
                        Occurrence.of(Problem.LOGIN_EXPIRED, "The logout was started too long ago.")));
    }

    private Response left(Application application, EndSessionRequest request) {
        var origin = browser.entryOrigin(application);
        var response = AuthorizationResponse.elsewhere(address(application, origin, request));
        issued.signedOut(application, origin).forEach(cookie -> response.header("Set-Cookie", cookie));
        return response.build();
    }

    private static String address(Application application, URI origin, EndSessionRequest request) {
        var redirectUri = request.redirectUri();
        if (redirectUri == null) {
            return origin + application.path() + "/login";
        }
        var state = request.state();
        return state == null ? redirectUri : AuthorizationResponse.withParameters(redirectUri, Map.of("state", state));
    }

    private Response ask(Application application, EndSessionRequest request, String sealedRequest) {
        var response = Response.ok(Templates.leave(
                        PageTexts.in(browser.language()),
                        application.title(),
                        application.path(),
                        sealedRequest,
                        browser.requestId())
                .render());
        PageHeaders.plain(browser.visit().https())
                .forEach((name, value) -> response.header(name, allowing(request.redirectUri(), value)));
        return response.header("Content-Type", "text/html; charset=UTF-8").build();
    }

    /** Browsers hold the answer to a form, a redirect to the relying party, against {@code form-action} too. */
    private static String allowing(@Nullable String redirectUri, String header) {
        return redirectUri == null
                ? header
                : header.replace("form-action 'self'", "form-action 'self' " + Origins.of(URI.create(redirectUri)));
    }

    @CheckedTemplate(basePath = "openid")
    static class Templates {
        static native TemplateInstance leave(
                PageTexts texts, String title, String path, String sealedRequest, String requestId);

        private Templates() {}
    }
}
