package pro.jit.gateway.problem;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/** Answers what no route answers; a login address that cannot be one is told as a login address. */
@ApplicationScoped
class UnknownRoutes {
    private static final Pattern LIKE_A_LOGIN = Pattern.compile("/[^/]+/[^/]+/login(?:%20|\\+)*+/?");

    private final Problems problems;

    UnknownRoutes(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route()
                .order(Integer.MAX_VALUE)
                .handler(context -> problems.send(Occurrence.of(problem(context)), context));
    }

    /** What is not at the address of this request. */
    static Problem problem(RoutingContext context) {
        var path = context.request().path();
        return path != null && LIKE_A_LOGIN.matcher(path).matches() ? Problem.UNKNOWN_APPLICATION : Problem.NOT_FOUND;
    }
}
