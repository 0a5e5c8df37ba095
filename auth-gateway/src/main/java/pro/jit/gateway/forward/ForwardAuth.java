package pro.jit.gateway.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.application.TrustedProxies;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.Problems;
import pro.jit.gateway.problem.RequestId;
import pro.jit.gateway.session.SessionCheck;
import pro.jit.gateway.session.SessionCookies;
import pro.jit.gateway.token.SessionTokens;

/**
 * {@code /forward-auth}, for Envoy with the visitor's path behind it: a reverse proxy asks whether a request may pass to an application. A good session is answered from memory, on the
 * event loop; the database is asked only whom to send to which login page.
 */
@ApplicationScoped
class ForwardAuth {
    /** Before all that Quarkus serves, behind what gives a request its id. */
    static final int ROUTE_ORDER = -100;

    private static final String PATH = "/forward-auth";

    private final TrustedProxies proxies;
    private final SessionTokens tokens;
    private final SessionCheck check;
    private final Applications applications;
    private final Problems problems;
    private final OffEventLoop offEventLoop;

    ForwardAuth(
            TrustedProxies proxies,
            SessionTokens tokens,
            SessionCheck check,
            Applications applications,
            Problems problems,
            OffEventLoop offEventLoop) {
        this.proxies = proxies;
        this.tokens = tokens;
        this.check = check;
        this.applications = applications;
        this.problems = problems;
        this.offEventLoop = offEventLoop;
    }

    void register(@Observes Router router) {
        router.route(PATH)
                .order(ROUTE_ORDER)
                .handler(context ->
                        handle(context, ForwardedRequest.of(context.request().headers())));
        router.route(PATH + "/*")
                .order(ROUTE_ORDER)
                .handler(context -> handle(context, ForwardedRequest.of(context.request(), PATH)));
    }

    private void handle(RoutingContext context, Optional<ForwardedRequest> forwarded) {
        var headers = context.request().headers();
        if (!proxies.trusts(context.request().remoteAddress().hostAddress())) {
            refuse(context, Problem.FORBIDDEN, "This address is not among jit.trusted-proxies.");
            return;
        }
        if (forwarded.isEmpty()) {
            refuse(context, Problem.FORBIDDEN, "The proxy's headers do not name one request.");
            return;
        }
        var path = ApplicationPath.of(forwarded.get().path());
        if (path.isEmpty() || ApplicationPath.isAmbiguous(forwarded.get().path())) {
            refuse(context, Problem.FORBIDDEN, "The address is no application's.");
            return;
        }
        if (check.mayBlock()) {
            offEventLoop.ask(
                    context,
                    () -> visitor(headers, forwarded.get(), path.get()),
                    visitor -> answer(context, visitor, forwarded.get(), path.get()));
        } else {
            answer(context, visitor(headers, forwarded.get(), path.get()), forwarded.get(), path.get());
        }
    }

    /** The cookie's name follows from the origin's scheme alone, so that nothing needs to be known about the application. */
    private Visitor visitor(MultiMap headers, ForwardedRequest forwarded, ApplicationPath path) {
        return Visitor.of(headers, SessionCookies.sessionName(forwarded.origin()), path, tokens, check);
    }

    private void answer(RoutingContext context, Visitor visitor, ForwardedRequest forwarded, ApplicationPath path) {
        switch (visitor) {
            case Visitor.SignedIn signedIn -> {
                IdentityHeaders.set(context.response().headers(), signedIn.session(), signedIn.token());
                context.response().putHeader("Cache-Control", "no-store").end();
            }
            case Visitor.SignedInElsewhere elsewhere ->
                refuse(context, Problem.FORBIDDEN, "The session is another application's.");
            case Visitor.Unknown unknown -> requireSession(context, forwarded, path);
        }
    }

    private void requireSession(RoutingContext context, ForwardedRequest forwarded, ApplicationPath path) {
        if (!Navigation.isPage(forwarded.method(), context.request().headers())) {
            refuse(context, Problem.SESSION_REQUIRED, "There is no live session.");
            return;
        }
        offEventLoop.ask(
                context,
                () -> applications.find(path.orgId(), path.appId()),
                application -> application.ifPresentOrElse(
                        known -> sendToLogin(context, login(known, forwarded, path)),
                        () -> refuse(context, Problem.SESSION_REQUIRED, "No application has this address.")));
    }

    /** At the entry origin the visitor came by, so that nobody is sent to a host the application does not name. */
    private static String login(Application application, ForwardedRequest forwarded, ApplicationPath path) {
        var origin = application.entryOrigins().contains(forwarded.origin())
                ? forwarded.origin()
                : application.entryOrigins().getFirst();
        return origin + Navigation.login(path, forwarded.uri());
    }

    private void sendToLogin(RoutingContext context, String login) {
        if (wantsRedirect(context.request())) {
            context.response()
                    .setStatusCode(302)
                    .putHeader("Location", login)
                    .putHeader("Cache-Control", "no-store")
                    .end();
        } else {
            context.response().putHeader("X-Jit-Login", login);
            refuse(context, Problem.SESSION_REQUIRED, "There is no live session; X-Jit-Login is where to get one.");
        }
    }

    /** Behind our path stands the visitor's query, so there a header says it, which the proxy sets. */
    private static boolean wantsRedirect(HttpServerRequest request) {
        return PATH.equals(request.path())
                ? "true".equals(request.getParam("redirect"))
                : "true".equals(request.getHeader("X-Jit-Redirect"));
    }

    private void refuse(RoutingContext context, Problem problem, String detail) {
        var rendered = problems.json(Occurrence.of(problem, detail), RequestId.of(context));
        var response = context.response().setStatusCode(rendered.status());
        rendered.headers().forEach(response::putHeader);
        response.end(rendered.body());
    }
}
