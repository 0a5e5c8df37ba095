package pro.jit.gateway.limit;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import pro.jit.gateway.application.Visits;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.Problems;
import pro.jit.gateway.problem.RequestId;

/** Counts token requests by the address they come from, before anybody looks at a secret. */
@ApplicationScoped
class TokenRequestsByAddress {
    /** Before all that Quarkus serves, behind what gives a request its id. */
    private static final int ROUTE_ORDER = -100;

    private final AddressLimitsConfig config;
    private final Visits visits;
    private final Problems problems;
    private final RequestLimit limit;

    TokenRequestsByAddress(AddressLimitsConfig config, Visits visits, Problems problems) {
        this.config = config;
        this.visits = visits;
        this.problems = problems;
        this.limit = RequestLimit.perMinute(config.tokenRequestsPerAddressPerMinute());
    }

    void register(@Observes Router router) {
        if (config.enabled()) {
            router.post("/oauth2/token").order(ROUTE_ORDER).handler(this::count);
        }
    }

    private void count(RoutingContext context) {
        limit.exceeded(ClientNetwork.of(visits.of(context.request()).address()))
                .ifPresentOrElse(wait -> refuse(context, wait), context::next);
    }

    private void refuse(RoutingContext context, Duration wait) {
        var rendered = problems.json(Occurrence.of(Problem.TOO_MANY_REQUESTS).retryAfter(wait), RequestId.of(context));
        var response = context.response().setStatusCode(rendered.status());
        rendered.headers().forEach(response::putHeader);
        response.end(rendered.body());
    }
}
