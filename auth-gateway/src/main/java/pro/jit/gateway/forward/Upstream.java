package pro.jit.gateway.forward;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;
import pro.jit.gateway.connection.OpenConnections;
import pro.jit.gateway.problem.Audience;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.Problems;

/**
 * Passes a request on, streaming both ways, each as fast as the other side takes it, WebSocket upgrades included. What is to be changed in the
 * request is changed before. A visitor who leaves takes the request along: the connection to the server is cut.
 *
 * <p>Trailers of an answer are passed on; those of a request are not: the HTTP server does not tell them.
 */
@ApplicationScoped
class Upstream {
    private static final Logger LOG = Logger.getLogger(Upstream.class);
    private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(false);
    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** Shorter than the 5 s after which Node.js, the shortest of the usual servers, closes an idle connection. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private final Vertx vertx;
    private final HttpClient client;
    private final ProxyConfig config;
    private final WebSocketTunnel tunnel;
    private final Problems problems;

    Upstream(Vertx vertx, ProxyConfig config, OpenConnections connections, Problems problems) {
        this.vertx = vertx;
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS))
                .with(new PoolOptions().setHttp1MaxSize(config.connectionsPerServer()))
                .withConnectHandler(connections::keep)
                .build();
        this.config = config;
        this.tunnel = new WebSocketTunnel(vertx, config.stallTimeout());
        this.problems = problems;
    }

    /** Passes the request to the server at {@code address}, its path and query unchanged. */
    void pass(RoutingContext context, URI address) {
        var https = "https".equals(address.getScheme());
        var target = new RequestOptions()
                .setHost(address.getHost())
                .setPort(address.getPort() != -1 ? address.getPort() : https ? 443 : 80)
                .setSsl(https)
                .setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        if (HopByHopHeaders.isWebSocket(context.request().headers())) {
            tunnel(context, target);
        } else {
            proxy(context, target);
        }
    }

    private void tunnel(RoutingContext context, RequestOptions target) {
        var visitor = context.request();
        visitor.pause();
        client.request(target)
                .compose(toServer -> {
                    toServer.exceptionHandler(failure -> {
                        // as below, where there is no answer
                    });
                    var patience = Patience.of(
                            vertx, config.responseTimeout(), () -> OpenConnections.cut(toServer.connection()));
                    return WebSocketTunnel.ask(visitor, toServer).onComplete(answered -> patience.end());
                })
                .onSuccess(answer -> tunnel.answer(visitor, answer))
                .onFailure(failure -> {
                    visitor.resume();
                    var rendered = unavailable(context, failure);
                    var response = context.response().setStatusCode(rendered.status());
                    rendered.headers().forEach(response::putHeader);
                    response.end(rendered.body());
                });
    }

    private void proxy(RoutingContext context, RequestOptions target) {
        var request = context.request();
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.headers().remove("Expect");
            request.response().writeContinue();
        }
        if (hasBody(request)) {
            request.pause();
        }
        var passing = new Passing(context, vertx, config, failure -> unavailable(context, failure));
        HttpProxy.reverseProxy(OPTIONS, client)
                .origin(proxied -> client.request(target).onSuccess(passing::begin))
                .addInterceptor(passing)
                .handle(request);
    }

    /** HTTP/2 needs neither header; the proxy, which speaks HTTP/1.1 to the server, is told to send in chunks then. */
    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        if (length == null && request.version() == HttpVersion.HTTP_2 && !isBodiless(request.method())) {
            request.headers().set("Transfer-Encoding", "chunked");
        }
        return request.getHeader("Transfer-Encoding") != null || (length != null && !"0".equals(length.strip()));
    }

    static boolean isBodiless(HttpMethod method) {
        return BODILESS.contains(method);
    }

    private Problems.Rendered unavailable(RoutingContext context, Throwable failure) {
        LOG.warnf(
                "upstream failed path=%s error=%s",
                context.request().path(), failure.getClass().getSimpleName());
        return problems.render(Occurrence.of(Problem.APPLICATION_UNAVAILABLE), Audience.of(context));
    }
}
