package pro.jit.gateway.login;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.problem.Audience;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.problem.Problems;
import pro.jit.gateway.session.BrowserRequest;

/** {@code POST /{org_id}/{app_id}/login/feishu-code}: a code of the client's JavaScript bridge becomes a session; a refusal is a page where the script wants one. */
@Path(ApplicationAddress.PATH + "/login/feishu-code")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FeishuCodeResource {
    private final Applications applications;
    private final LoginCallback callback;
    private final Problems problems;
    private final BrowserRequest request;

    FeishuCodeResource(Applications applications, LoginCallback callback, Problems problems, BrowserRequest request) {
        this.applications = applications;
        this.callback = callback;
        this.problems = problems;
        this.request = request;
    }

    /** What the page's script sends; {@code state} as put into the page. */
    public record FeishuCode(
            @Nullable String code,
            @Nullable String state,
            @Nullable String organizationId) {
        @Override
        public String toString() {
            return "FeishuCode";
        }
    }

    /** Where the page goes on. */
    public record SignedIn(String returnTo) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response redeem(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, @Nullable FeishuCode body) {
        var application =
                applications.find(orgId, appId).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
        request.requireSameOrigin(application);
        if (body == null || body.code() == null || body.code().isBlank()) {
            throw ProblemException.invalid("code", "is missing");
        }
        if (body.state() == null || body.state().isBlank()) {
            throw ProblemException.invalid("state", "is missing");
        }
        var query =
                new LoginQuery(body.code(), null, body.state(), null, null, body.organizationId(), null, null, null);
        var step = callback.finish(application, query, request, true);
        var response =
                switch (step) {
                    case LoginStep.Enter enter -> Response.ok(new SignedIn(enter.path()), MediaType.APPLICATION_JSON);
                    case LoginStep.Refuse refuse -> {
                        var rendered = problems.render(refuse.occurrence(), Audience.of(request.routing()));
                        var refused = Response.status(rendered.status()).entity(rendered.body());
                        rendered.headers().forEach(refused::header);
                        yield refused;
                    }
                    case LoginStep.Show show -> throw new IllegalStateException("A page for a script");
                    case LoginStep.AskFeishu ask -> throw new IllegalStateException("A redirect for a script");
                };
        step.cookies().forEach(cookie -> response.header("Set-Cookie", cookie));
        return response.build();
    }
}
