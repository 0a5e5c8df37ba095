package pro.jit.gateway.forward;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.application.Origins;
import pro.jit.gateway.application.Visits;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.Problems;
import pro.jit.gateway.problem.RequestId;
import pro.jit.gateway.session.SessionCheck;
import pro.jit.gateway.session.SessionCookies;
import pro.jit.gateway.token.SessionTokens;

/**
 * {@code /{org_id}/{app_id}/**}: lets signed-in members through to the application, everyone else to its login page.
 *
 * <p>Applications come from the memory of {@link Applications}, so another replica's change may take 2 s to be seen. Whether a request that
 * changes something came from a page of the application itself is for the application to look at, as it is without us; a WebSocket from a
 * foreign page is refused here, as a browser sends it without asking first.
 */
@ApplicationScoped
class ApplicationProxy {
    private final Applications applications;
    private final Visits visits;
    private final SessionTokens tokens;
    private final SessionCheck check;
    private final ForwardingHeaders forwardingHeaders;
    private final Passages passages;
    private final Upstream upstream;
    private final WelcomePage welcomePage;
    private final Problems problems;
    private final OffEventLoop offEventLoop;

    ApplicationProxy(
            Applications applications,
            Visits visits,
            SessionTokens tokens,
            SessionCheck check,
            ForwardingHeaders forwardingHeaders,
            Passages passages,
            Upstream upstream,
            WelcomePage welcomePage,
            Problems problems,
            OffEventLoop offEventLoop) {
        this.applications = applications;
        this.visits = visits;
        this.tokens = tokens;
        this.check = check;
        this.forwardingHeaders = forwardingHeaders;
        this.passages = passages;
        this.upstream = upstream;
        this.welcomePage = welcomePage;
        this.problems = problems;
        this.offEventLoop = offEventLoop;
    }

    void register(@Observes Router router) {
        router.route().order(ForwardAuth.ROUTE_ORDER + 1).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var path = ApplicationPath.of(context.request().path());
        if (path.isEmpty() || path.get().isOurs()) {
            context.next();
        } else if (ApplicationPath.isAmbiguous(context.request().path())) {
            problems.send(Occurrence.of(Problem.INVALID_REQUEST, "The path has dot segments."), context);
        } else {
            ask(context, path.get());
        }
    }

    /** The application, and who wants to enter it. */
    private record Entry(Application application, Visitor visitor) {}

    private void ask(RoutingContext context, ApplicationPath path) {
        if (applications.isRemembered(path.orgId(), path.appId()) && !check.mayBlock()) {
            enter(context, path, entry(context, path));
        } else {
            offEventLoop.ask(context, () -> entry(context, path), entry -> enter(context, path, entry));
        }
    }

    private Optional<Entry> entry(RoutingContext context, ApplicationPath path) {
        return applications.find(path.orgId(), path.appId()).map(application -> {
            var entryOrigin = visits.of(context.request()).entryOrigin(application);
            var cookie = SessionCookies.sessionName(entryOrigin);
            return new Entry(application, Visitor.of(context.request().headers(), cookie, path, tokens, check));
        });
    }

    private void enter(RoutingContext context, ApplicationPath path, Optional<Entry> entry) {
        if (entry.isEmpty()) {
            problems.send(Occurrence.of(Problem.UNKNOWN_APPLICATION), context);
            return;
        }
        switch (entry.get().visitor()) {
            case Visitor.SignedIn signedIn -> pass(context, path, entry.get().application(), signedIn);
            case Visitor.SignedInElsewhere elsewhere -> requireSession(context, path);
            case Visitor.Unknown unknown -> requireSession(context, path);
        }
    }

    private void requireSession(RoutingContext context, ApplicationPath path) {
        var request = context.request();
        if (Navigation.isPage(request.method().name(), request.headers())) {
            context.response()
                    .setStatusCode(302)
                    .putHeader("Location", Navigation.login(path, request.uri()))
                    .putHeader("Cache-Control", "no-store")
                    .end();
        } else {
            var rendered = problems.json(Occurrence.of(Problem.SESSION_REQUIRED), RequestId.of(context));
            var response = context.response().setStatusCode(rendered.status());
            rendered.headers().forEach(response::putHeader);
            response.end(rendered.body());
        }
    }

    private void pass(
            RoutingContext context, ApplicationPath path, Application application, Visitor.SignedIn signedIn) {
        if (isForeignWebSocket(context.request(), application)) {
            problems.send(Occurrence.of(Problem.FORBIDDEN, "A WebSocket from a foreign page."), context);
            return;
        }
        var address = application.upstream();
        if (address == null) {
            welcomePage.show(context, path, application, signedIn.session().claims());
            return;
        }
        forwardingHeaders.replace(context);
        var headers = context.request().headers();
        IdentityHeaders.strip(headers, true);
        GatewayCookies.strip(headers);
        IdentityHeaders.set(headers, signedIn.session(), signedIn.token());
        passages.keep(signedIn.session().claims().sid(), context);
        upstream.pass(context, address);
    }

    private static boolean isForeignWebSocket(HttpServerRequest request, Application application) {
        var origin = request.getHeader("Origin");
        return HopByHopHeaders.isWebSocket(request.headers())
                && origin != null
                && Origins.parse(origin)
                        .filter(application.entryOrigins()::contains)
                        .isEmpty();
    }
}
