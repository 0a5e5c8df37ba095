package pro.jit.gateway.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names the problem of an address with percent-encoding that is none. The query of an application's own address passes as it is. */
@ApplicationScoped
class UnreadableAddresses {
    private static final Occurrence PROBLEM = Occurrence.of(Problem.INVALID_REQUEST, "The address cannot be decoded.")
            .errors(List.of(new FieldError("request", "has an address that cannot be decoded")));

    private static final int BEHIND_REQUEST_ID = 9_999;

    private final Problems problems;

    UnreadableAddresses(Problems problems) {
        this.problems = problems;
    }

    /** The path is looked at first of all: neither the proxy nor anything else can route one that is none. */
    void registerPath(@Observes Filters filters) {
        filters.register(context -> passIf(isReadablePath(context.request().path()), context), BEHIND_REQUEST_ID);
    }

    /** The query only where it is ours to read. */
    void registerQuery(@Observes Router router) {
        router.route()
                .order(LargeBodies.BEHIND_THE_PROXY)
                .handler(context -> passIf(isReadableQuery(context.request()), context));
    }

    private void passIf(boolean readable, RoutingContext context) {
        if (readable) {
            context.next();
        } else {
            problems.send(PROBLEM, context);
        }
    }

    private static boolean isReadablePath(@Nullable String path) {
        try {
            return path == null || URLDecoder.decode(path, StandardCharsets.UTF_8) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isReadableQuery(HttpServerRequest request) {
        try {
            return request.params() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
