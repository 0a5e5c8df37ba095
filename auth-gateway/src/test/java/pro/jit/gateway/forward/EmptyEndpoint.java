package pro.jit.gateway.forward;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** An endpoint that does nothing, in the place of {@code /forward-auth}: what the benchmark holds it against. Not there in other tests. */
@ApplicationScoped
class EmptyEndpoint {
    static final String PATH = "/empty-endpoint";

    private final boolean wanted;

    EmptyEndpoint(@ConfigProperty(name = "test.empty-endpoint", defaultValue = "false") boolean wanted) {
        this.wanted = wanted;
    }

    void register(@Observes Router router) {
        if (wanted) {
            router.route(PATH).order(ForwardAuth.ROUTE_ORDER).handler(context -> context.response()
                    .end());
        }
    }
}
