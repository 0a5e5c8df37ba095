package pro.jit.gateway.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Names the problem of a body that says of itself that it is too large, before any of it is read; Quarkus would answer an empty 413. How much an
 * application takes is its own affair.
 */
@ApplicationScoped
class LargeBodies {
    /** Order of a route that is asked when the proxy has not taken the request, and before all that Quarkus serves. */
    static final int BEHIND_THE_PROXY = -90;

    private final Problems problems;
    private final long largest;

    LargeBodies(Problems problems, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
        this.problems = problems;
        this.largest = largest.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(BEHIND_THE_PROXY).handler(this::refuse);
    }

    private void refuse(RoutingContext context) {
        if (!isTooLarge(context.request().getHeader("Content-Length"))) {
            context.next();
            return;
        }
        // What of the body is still to come would be taken for the next request.
        context.response()
                .putHeader("Connection", "close")
                .endHandler(sent -> context.request().connection().close());
        problems.send(Occurrence.of(Problem.PAYLOAD_TOO_LARGE), context);
    }

    private boolean isTooLarge(@Nullable String contentLength) {
        try {
            return contentLength != null && Long.parseLong(contentLength) > largest;
        } catch (NumberFormatException e) {
            // The server refuses it by itself.
            return false;
        }
    }
}
