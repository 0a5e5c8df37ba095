package pro.jit.gateway.accessrequest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.decision.AccessDecisions;
import pro.jit.gateway.decision.AccessRequests;
import pro.jit.gateway.decision.AccessRequests.Outcome;
import pro.jit.gateway.decision.Decision;
import pro.jit.gateway.problem.Addressee;
import pro.jit.gateway.problem.Audience;
import pro.jit.gateway.problem.FieldError;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.session.BrowserRequest;

/**
 * {@code /{org_id}/{app_id}/access-requests}: where the form of a refusal's page goes. Who asks says the cookie set with that page, and nothing in
 * the request; that the request is theirs, its origin.
 */
@Path(ApplicationAddress.PATH + "/access-requests")
@RunOnVirtualThread
public class AccessRequestResource {
    private static final int LONGEST_REASON = 500;
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** Somebody has to answer requests first. */
    private static final Duration FULL = Duration.ofHours(1);

    private final Applications applications;
    private final RefusedVisitors visitors;
    private final AccessRequestLimits limits;
    private final AccessRequests accessRequests;
    private final AccessDecisions decisions;
    private final AccessRequestPages pages;
    private final BrowserRequest request;

    AccessRequestResource(
            Applications applications,
            RefusedVisitors visitors,
            AccessRequestLimits limits,
            AccessRequests accessRequests,
            AccessDecisions decisions,
            AccessRequestPages pages,
            BrowserRequest request) {
        this.applications = applications;
        this.visitors = visitors;
        this.limits = limits;
        this.accessRequests = accessRequests;
        this.decisions = decisions;
        this.pages = pages;
        this.request = request;
    }

    /** What a program sends. */
    public record Reason(@Nullable String reason) {
        @Override
        public String toString() {
            return "Reason";
        }
    }

    /** What a program is answered: the request waits for a decision. */
    public record Waiting(String status, Instant askedAt) {}

    /** Whoever comes to the answer's address once more is shown where they stand, by signing in. */
    @Operation(summary = "To the login page, which says where a request for access stands")
    @GET
    public Response look(@PathParam("org_id") String orgId, @PathParam("app_id") String appId) {
        var application = application(orgId, appId);
        return Response.seeOther(URI.create(request.entryOrigin(application) + RefusedVisitors.login(application)))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    @Operation(
            summary = "Asks for access in the name of who has just been refused in this browser",
            description =
                    "From a page of the same origin, within ten minutes. 201: an administrator will answer; 200: a request"
                            + " waits already. not-authorized (403) says that the last one was declined, and when another is taken.")
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response askByForm(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @FormParam("reason") @Nullable String reason) {
        return ask(orgId, appId, reason);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response ask(@PathParam("org_id") String orgId, @PathParam("app_id") String appId, @Nullable Reason body) {
        return ask(orgId, appId, body == null ? null : body.reason());
    }

    private Response ask(String orgId, String appId, @Nullable String reason) {
        var application = application(orgId, appId);
        request.requireSameOrigin(application);
        var refused = visitors.find(application, request.entryOrigin(application), request)
                .orElseThrow(() -> new ProblemException(
                        Occurrence.of(Problem.LOGIN_EXPIRED, "Nobody was refused in this browser within ten minutes.")
                                .startAgain(RefusedVisitors.login(application))));
        var written = reason == null ? "" : reason.replace("\r\n", "\n").strip();
        var attempt = new Attempt(application, refused, written);
        var wait = limits.exceeded(request.visit().address());
        if (wait.isPresent()) {
            return attempt.again(
                    Occurrence.of(Problem.TOO_MANY_REQUESTS).retryAfter(wait.get()), "problem.too-many-requests.next");
        }
        if (written.isEmpty()) {
            return attempt.wrong("is missing or blank", "request-access.missing");
        }
        if (written.codePointCount(0, written.length()) > LONGEST_REASON) {
            return attempt.wrong("is longer than " + LONGEST_REASON + " characters", "request-access.too-long");
        }
        return attempt.send();
    }

    private Application application(String orgId, String appId) {
        return applications.find(orgId, appId).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
    }

    /** One person's wish to be let in, with what they wrote, which a page gives back to them where it was not taken. */
    private final class Attempt {
        private final Application application;
        private final Refused refused;
        private final String written;

        private Attempt(Application application, Refused refused, String written) {
            this.application = application;
            this.refused = refused;
            this.written = written;
        }

        Response send() {
            var outcome = accessRequests.ask(
                    application.audience(),
                    refused.organizationId(),
                    refused.openId(),
                    refused.unionId(),
                    refused.tenantKey(),
                    written);
            return switch (outcome) {
                case Outcome.Open open -> waiting(open);
                case Outcome.AskTheDecision ask -> decide();
                case Outcome.Unreadable unreadable -> wrong("shows nothing", "request-access.missing");
                case Outcome.TooMany tooMany ->
                    again(
                            Occurrence.of(
                                            Problem.TOO_MANY_REQUESTS,
                                            "Too many requests for access to this application wait for an answer.")
                                    .retryAfter(FULL),
                            "request-access.full");
                case Outcome.Unavailable unavailable -> unavailable();
            };
        }

        private Response waiting(Outcome.Open open) {
            return isPage()
                    ? pages.sent(application, refused, open.standing(), open.anew())
                            .build()
                    : Response.status(open.anew() ? 201 : 200)
                            .type(MediaType.APPLICATION_JSON)
                            .header("Cache-Control", "no-store")
                            .entity(new Waiting("open", open.standing().askedAt()))
                            .build();
        }

        /** Something has changed since they were refused, or their last request was declined: they are told what holds now. */
        private Response decide() {
            var decision = decisions.forFeishuUser(
                    application.audience(),
                    refused.organizationId(),
                    refused.openId(),
                    refused.unionId(),
                    refused.tenantKey());
            return switch (decision) {
                case Decision.Granted granted ->
                    Response.seeOther(URI.create(request.entryOrigin(application) + refused.startAgain()))
                            .header("Cache-Control", "no-store")
                            .header("Referrer-Policy", "no-referrer")
                            .build();
                case Decision.Denied denied -> throw new ProblemException(refusal(denied));
                case Decision.Unavailable unavailable -> unavailable();
            };
        }

        private Occurrence refusal(Decision.Denied denied) {
            var problem = Problem.of(denied.reason().id()).orElse(Problem.NOT_AUTHORIZED);
            var occurrence = Occurrence.of(problem)
                    .administrators(denied.administrators())
                    .startAgain(refused.startAgain())
                    .to(new Addressee(refused.name(), null, null));
            return problem == Problem.NOT_AUTHORIZED
                    ? visitors.offer(occurrence, application, denied.accessRequest())
                    : occurrence;
        }

        private Response unavailable() {
            return again(
                    Occurrence.of(Problem.PERMISSION_UNAVAILABLE).retryAfter(RETRY),
                    "problem.permission-unavailable.title",
                    "problem.permission-unavailable.next");
        }

        Response wrong(String message, String notice) {
            return again(
                    Occurrence.of(Problem.INVALID_REQUEST).errors(List.of(new FieldError("reason", message))), notice);
        }

        Response again(Occurrence occurrence, String... notice) {
            if (!isPage()) {
                throw new ProblemException(occurrence);
            }
            var page = pages.again(application, refused, written, occurrence.problem(), List.of(notice));
            var retryAfter = occurrence.retryAfter();
            return (retryAfter == null
                            ? page
                            : page.header(
                                    "Retry-After",
                                    Math.max(1, retryAfter.plusMillis(999).toSeconds())))
                    .build();
        }

        private boolean isPage() {
            return Audience.of(request.routing()).page();
        }
    }
}
