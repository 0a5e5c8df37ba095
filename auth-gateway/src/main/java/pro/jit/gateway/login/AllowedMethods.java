package pro.jit.gateway.login;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.Problems;

/**
 * Says 405, and what is allowed, to whoever comes to one of a browser's addresses with another method. JAX-RS names no methods, and says 404 to a
 * {@code GET} where only a page's script posts: it looks for one below the login address and forgets the resource that has the {@code POST}.
 */
@ApplicationScoped
class AllowedMethods {
    private static final Map<String, List<String>> ALLOWED = Map.of(
            "console", List.of("GET", "HEAD", "OPTIONS"),
            "access-requests", List.of("GET", "HEAD", "OPTIONS", "POST"),
            "login", List.of("GET", "HEAD", "OPTIONS"),
            "login/feishu-code", List.of("OPTIONS", "POST"),
            "login/refresh", List.of("OPTIONS", "POST"),
            "logout", List.of("GET", "HEAD", "OPTIONS", "POST"),
            "session", List.of("GET", "HEAD", "OPTIONS"));
    private static final String PATHS =
            "/(?<org>[A-Za-z0-9_-]+)/(?<app>[A-Za-z0-9_-]+)/(?<rest>" + String.join("|", ALLOWED.keySet()) + ")/?";

    private final Problems problems;

    AllowedMethods(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.routeWithRegex(PATHS).order(-1).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var allowed = ALLOWED.getOrDefault(context.pathParam("rest"), List.of());
        if (allowed.contains(context.request().method().name())
                || !ApplicationAddress.isPossible(context.pathParam("org"), context.pathParam("app"))) {
            context.next();
            return;
        }
        context.response().putHeader("Allow", String.join(", ", allowed));
        problems.send(Occurrence.of(Problem.METHOD_NOT_ALLOWED), context);
    }
}
