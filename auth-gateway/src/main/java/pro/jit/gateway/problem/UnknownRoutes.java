package pro.jit.gateway.problem;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers what no route answers. */
@ApplicationScoped
class UnknownRoutes {
    private final Problems problems;

    UnknownRoutes(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route()
                .order(Integer.MAX_VALUE)
                .handler(context -> problems.send(Occurrence.of(Problem.NOT_FOUND), context));
    }
}
