package pro.jit.gateway.login;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.page.Language;
import pro.jit.gateway.page.PageHeaders;
import pro.jit.gateway.page.PageTexts;
import pro.jit.gateway.problem.Audience;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.problem.Problems;
import pro.jit.gateway.session.BrowserRequest;
import pro.jit.gateway.session.SessionCookies;

/** {@code GET /{org_id}/{app_id}/login}: login page, start of the redirect and callback at one address. */
@Path(ApplicationAddress.PATH + "/login")
@RunOnVirtualThread
public class LoginResource {
    private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);

    private final Applications applications;
    private final LoginFlow flow;
    private final LoginCallback callback;
    private final Problems problems;
    private final BrowserRequest request;

    LoginResource(
            Applications applications,
            LoginFlow flow,
            LoginCallback callback,
            Problems problems,
            BrowserRequest request) {
        this.applications = applications;
        this.flow = flow;
        this.callback = callback;
        this.problems = problems;
        this.request = request;
    }

    /** Whoever only looks whether somebody answers uses up no code, no refresh token and no start. */
    @HEAD
    public Response look(@PathParam("org_id") String orgId, @PathParam("app_id") String appId) {
        if (applications.find(orgId, appId).isEmpty()) {
            throw new ProblemException(Problem.UNKNOWN_APPLICATION);
        }
        var response = Response.ok();
        PageHeaders.plain(request.visit().https()).forEach(response::header);
        return response.header("Content-Type", "text/html; charset=UTF-8").build();
    }

    @GET
    public Response login(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @QueryParam("code") @Nullable String code,
            @QueryParam("error") @Nullable String error,
            @QueryParam("state") @Nullable String state,
            @QueryParam("prompt") @Nullable String prompt,
            @QueryParam("return_to") @Nullable String returnTo,
            @QueryParam("organization_id") @Nullable String organizationId,
            @QueryParam("start") @Nullable String start,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("moved") @Nullable String moved) {
        var application =
                applications.find(orgId, appId).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
        var query = new LoginQuery(code, error, state, prompt, returnTo, organizationId, start, lang, moved);
        var step = query.isCallback()
                ? callback.finish(application, query, request, false)
                : flow.visit(application, query, request);
        return respond(application, query, step);
    }

    private Response respond(Application application, LoginQuery query, LoginStep step) {
        var response =
                switch (step) {
                    case LoginStep.Enter enter ->
                        Response.seeOther(URI.create(request.entryOrigin(application) + enter.path()));
                    case LoginStep.AskFeishu ask -> Response.seeOther(ask.address());
                    case LoginStep.Show show -> page(show.page());
                    case LoginStep.Refuse refuse -> refusal(refuse.occurrence());
                };
        if (step instanceof LoginStep.Enter || step instanceof LoginStep.AskFeishu) {
            response.header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer");
        }
        step.cookies().forEach(cookie -> response.header("Set-Cookie", cookie));
        if (query.lang() != null && Language.isSpoken(query.lang())) {
            response.header("Set-Cookie", languageCookie(application, query.lang()));
        }
        return response.build();
    }

    /** For all pages of the application's address: after Feishu, nothing else says which language was chosen. */
    private String languageCookie(Application application, String code) {
        var origin = request.entryOrigin(application);
        return SessionCookies.cookie(
                SessionCookies.name(origin, Language.COOKIE), code, application.path(), origin, LANGUAGE_KEPT);
    }

    private Response.ResponseBuilder refusal(Occurrence occurrence) {
        var rendered = problems.render(occurrence, Audience.of(request.routing()));
        var response = Response.status(rendered.status()).entity(rendered.body());
        rendered.headers().forEach(response::header);
        return response;
    }

    private Response.ResponseBuilder page(LoginPage page) {
        var notice = page.notice();
        var audience = Audience.of(request.routing());
        if (notice != null && !audience.page()) {
            return refusal(Occurrence.of(notice));
        }
        var scripts = new ArrayList<String>();
        var frames = new ArrayList<String>();
        var qrCode = page.qrCode();
        if (qrCode != null) {
            scripts.add(qrCode.scriptOrigin());
            frames.add(qrCode.passportOrigin());
        }
        var bridge = page.bridge();
        if (bridge != null) {
            scripts.add(bridge.scriptOrigin());
        }
        var texts = PageTexts.in(audience.language());
        var response = Response.ok(Templates.login(texts, page, noticeText(texts, notice), request.requestId())
                .render());
        PageHeaders.with(request.visit().https(), scripts, frames).forEach(response::header);
        return response.header("Content-Type", "text/html; charset=UTF-8");
    }

    private static List<String> noticeText(PageTexts texts, @Nullable Problem notice) {
        return notice == null
                ? List.of()
                : List.of(
                        texts.get("problem." + notice.id() + ".title"), texts.get("problem." + notice.id() + ".next"));
    }

    @CheckedTemplate(basePath = "login")
    static class Templates {
        static native TemplateInstance login(PageTexts texts, LoginPage page, List<String> notice, String requestId);

        private Templates() {}
    }
}
