package pro.jit.gateway.openid;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.client.ServiceClient;
import pro.jit.gateway.client.ServiceClients;
import pro.jit.gateway.decision.AccessDecisions;
import pro.jit.gateway.decision.Decision;
import pro.jit.gateway.encryption.SealedJson;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.session.BrowserRequest;
import pro.jit.gateway.session.IssuedSession;
import pro.jit.gateway.session.LiveSessions;
import pro.jit.gateway.session.RenewSession;
import pro.jit.gateway.session.Session;
import pro.jit.gateway.session.SessionCheck;
import pro.jit.gateway.session.SessionCookies;

/**
 * {@code /{org_id}/{app_id}/login/authorize}: the part of an authorization request that looks at the session, whose cookies live in this
 * path. Without a session the visitor signs in as everybody does and comes back here.
 */
@Path(ApplicationAddress.PATH + "/login/authorize")
@RunOnVirtualThread
public class ContinueAuthorizationResource {
    private static final Logger LOG = Logger.getLogger(ContinueAuthorizationResource.class);

    /** Time to find one's phone and scan. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(30);

    private final Applications applications;
    private final ServiceClients clients;
    private final SealedJson sealed;
    private final SessionCheck check;
    private final RenewSession renew;
    private final IssuedSession issued;
    private final LiveSessions sessions;
    private final AccessDecisions decisions;
    private final IssueCode issueCode;
    private final AuthorizationResponse responses;
    private final BrowserRequest browser;
    private final Clock clock;

    ContinueAuthorizationResource(
            Applications applications,
            ServiceClients clients,
            SealedJson sealed,
            SessionCheck check,
            RenewSession renew,
            IssuedSession issued,
            LiveSessions sessions,
            AccessDecisions decisions,
            IssueCode issueCode,
            AuthorizationResponse responses,
            BrowserRequest browser,
            Clock clock) {
        this.applications = applications;
        this.clients = clients;
        this.sealed = sealed;
        this.check = check;
        this.renew = renew;
        this.issued = issued;
        this.sessions = sessions;
        this.decisions = decisions;
        this.issueCode = issueCode;
        this.responses = responses;
        this.browser = browser;
        this.clock = clock;
    }

    static String path(Application application, String sealedRequest) {
        return application.path() + "/login/authorize?request=" + sealedRequest;
    }

    /** The session this browser brings, with the cookies that renew it. */
    private record Visitor(Session session, List<String> cookies) {}

    @GET
    public Response authorize(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @QueryParam("request") @Nullable String sealedRequest) {
        var application =
                applications.find(orgId, appId).orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
        var request = sealed.open(application.audience(), AuthorizationRequest.class, sealedRequest)
                .filter(one -> one.startedAt().plus(GOOD_FOR).isAfter(clock.instant()))
                .orElseThrow(() -> new ProblemException(
                        Occurrence.of(Problem.LOGIN_EXPIRED, "The authorization request was started too long ago.")));
        requireStillRegistered(request);
        var origin = browser.entryOrigin(application);
        var visitor = visitor(application, origin);
        if (visitor.isEmpty()) {
            return signInFirst(application, origin, request, String.valueOf(sealedRequest), false);
        }
        var session = visitor.get().session();
        var young = request.accepts(session.authTime(), clock.instant());
        var expected = request.expectedSubject();
        if (!young || (expected != null && !expected.equals(session.memberId()))) {
            // Who has just signed in for this request is not asked again: they are who they are.
            return session.authTime().isBefore(request.startedAt())
                    ? signInFirst(application, origin, request, String.valueOf(sealedRequest), true)
                    : refuse(request, AuthorizationError.LOGIN_REQUIRED, "Another member signed in.");
        }
        var response = Response.fromResponse(decide(application, request, session));
        visitor.get().cookies().forEach(cookie -> response.header("Set-Cookie", cookie));
        return response.build();
    }

    private void requireStillRegistered(AuthorizationRequest request) {
        var registered = clients.registered(request.clientId())
                .map(ServiceClient::relyingParty)
                .filter(party -> party.redirectUris().contains(request.redirectUri()));
        if (registered.isEmpty()) {
            throw ProblemException.invalid("redirect_uri", "is no longer registered");
        }
    }

    private Optional<Visitor> visitor(Application application, URI origin) {
        var live = SessionCookies.sessionToken(origin, browser::cookie)
                .flatMap(token -> check.check(token, application.orgId(), application.appId()))
                .flatMap(verified -> sessions.find(verified.claims().sid()))
                .map(session -> new Visitor(session, List.of()));
        return live.or(() -> SessionCookies.refreshToken(origin, browser::cookie)
                .flatMap(token -> switch (renew.renew(application, token)) {
                    case RenewSession.Renewal.Renewed renewed ->
                        Optional.of(new Visitor(
                                renewed.session(),
                                issued.cookies(application, origin, renewed.session(), renewed.refreshToken())));
                    case RenewSession.Renewal.Refused refused -> Optional.empty();
                }));
    }

    private Response signInFirst(
            Application application, URI origin, AuthorizationRequest request, String sealedRequest, boolean anew) {
        if (request.silent()) {
            return refuse(request, AuthorizationError.LOGIN_REQUIRED, "There is no session that will do.");
        }
        var back = URLEncoder.encode(path(application, sealedRequest), StandardCharsets.UTF_8);
        return AuthorizationResponse.elsewhere(origin + application.path() + "/login?"
                        + (anew || request.newLogin() ? "prompt=login&" : "") + "return_to=" + back)
                .build();
    }

    /** Being in is not enough: permission-service is asked, as it is for every session. */
    private Response decide(Application application, AuthorizationRequest request, Session session) {
        return switch (decisions.forMember(application.audience(), session.memberId())) {
            case Decision.Granted granted -> code(request, session);
            case Decision.Denied denied -> {
                LOG.infof(
                        "authorization denied clientId=%s memberId=%s reason=%s",
                        request.clientId(), session.memberId(), denied.reason().id());
                yield refuse(request, AuthorizationError.ACCESS_DENIED, "The member may not enter this application.");
            }
            case Decision.Unavailable unavailable ->
                refuse(request, AuthorizationError.TEMPORARILY_UNAVAILABLE, "The permission could not be checked.");
        };
    }

    private Response code(AuthorizationRequest request, Session session) {
        return issueCode
                .issue(request, session.sid())
                .map(code -> responses.code(request, code))
                .orElseGet(() -> refuse(request, AuthorizationError.LOGIN_REQUIRED, "The session has just ended."));
    }

    private Response refuse(AuthorizationRequest request, AuthorizationError error, String description) {
        return responses.error(request.redirectUri(), request.state(), error, description);
    }
}
