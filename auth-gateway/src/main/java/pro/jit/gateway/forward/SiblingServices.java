package pro.jit.gateway.forward;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.Problems;

/**
 * Makes one host serve all: {@code /api/org/**}, {@code /scim/**} and {@code /feishu/events/**} are org-sync-service's,
 * {@code /api/permission/**} is permission-service's. They check the caller's token themselves.
 */
@ApplicationScoped
class SiblingServices {
    private final URI orgSync;
    private final URI permission;
    private final ForwardingHeaders forwardingHeaders;
    private final Upstream upstream;
    private final Problems problems;

    /**
     * At these addresses.
     *
     * @param orgSync {@code JIT_ORG_SYNC_BASE_URL}
     * @param permission {@code JIT_PERMISSION_BASE_URL}
     */
    SiblingServices(
            @ConfigProperty(name = "jit.org-sync-base-url", defaultValue = "http://localhost:8081") URI orgSync,
            @ConfigProperty(name = "jit.permission-base-url", defaultValue = "http://localhost:8082") URI permission,
            ForwardingHeaders forwardingHeaders,
            Upstream upstream,
            Problems problems) {
        this.orgSync = orgSync;
        this.permission = permission;
        this.forwardingHeaders = forwardingHeaders;
        this.upstream = upstream;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route("/api/org/*").order(ForwardAuth.ROUTE_ORDER).handler(context -> pass(context, orgSync));
        router.route("/scim/*").order(ForwardAuth.ROUTE_ORDER).handler(context -> pass(context, orgSync));
        router.route("/feishu/events/*").order(ForwardAuth.ROUTE_ORDER).handler(context -> pass(context, orgSync));
        router.route("/api/permission/*").order(ForwardAuth.ROUTE_ORDER).handler(context -> pass(context, permission));
    }

    private void pass(RoutingContext context, URI service) {
        if (ApplicationPath.isAmbiguous(context.request().path())) {
            problems.send(Occurrence.of(Problem.INVALID_REQUEST, "The path has dot segments."), context);
            return;
        }
        forwardingHeaders.replace(context);
        var headers = context.request().headers();
        IdentityHeaders.strip(headers, false);
        headers.remove("Cookie");
        upstream.pass(context, service);
    }
}
