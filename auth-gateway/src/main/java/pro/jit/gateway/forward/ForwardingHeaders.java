package pro.jit.gateway.forward;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import pro.jit.gateway.application.TrustedProxies;
import pro.jit.gateway.application.Visits;
import pro.jit.gateway.problem.RequestId;

/** Tells the server behind us how the visitor reached us: {@code X-Forwarded-For/Proto/Host} and the request id. */
@ApplicationScoped
class ForwardingHeaders {
    private final Visits visits;
    private final TrustedProxies proxies;

    ForwardingHeaders(Visits visits, TrustedProxies proxies) {
        this.visits = visits;
        this.proxies = proxies;
    }

    /**
     * Replaces what the client said about this; a proxy of ours is believed, and its chain continued. What was of the client's connection alone
     * goes no further.
     */
    void replace(RoutingContext context) {
        var request = context.request();
        var visit = visits.of(request);
        var chain = chain(request);
        var headers = request.headers();
        HopByHopHeaders.stripRequest(headers);
        for (var name : List.copyOf(headers.names())) {
            var spelled = IdentityHeaders.spelled(name);
            if (spelled.startsWith("x-forwarded-")
                    || spelled.startsWith("x-original-")
                    || spelled.startsWith("x-rewrite-")
                    || spelled.equals("forwarded")
                    || spelled.equals("x-real-ip")) {
                headers.remove(name);
            }
        }
        headers.set("X-Forwarded-For", chain);
        visit.origin().ifPresent(origin -> {
            headers.set("X-Forwarded-Proto", origin.getScheme());
            headers.set("X-Forwarded-Host", origin.getRawAuthority());
        });
        headers.set(RequestId.HEADER, RequestId.of(context));
    }

    private String chain(HttpServerRequest request) {
        var peer = request.remoteAddress().hostAddress();
        var before = request.getHeader("X-Forwarded-For");
        return before != null && proxies.trusts(peer) ? before + ", " + peer : peer;
    }
}
