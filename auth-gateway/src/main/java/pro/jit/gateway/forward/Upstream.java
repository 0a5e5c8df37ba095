package pro.jit.gateway.forward;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import pro.jit.gateway.problem.Audience;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.Problems;

/**
 * Passes a request on, streaming both ways, WebSocket upgrades included. What is to be changed in the request is changed before: an upgrade
 * runs through no interceptor.
 */
@ApplicationScoped
class Upstream {
    private static final Logger LOG = Logger.getLogger(Upstream.class);
    private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(true);

    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Shorter than the 5 s after which Node.js, the shortest of the usual servers, closes an idle connection. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private final HttpClient client;
    private final Problems problems;

    Upstream(Vertx vertx, Problems problems) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(3_000)
                .setMaxPoolSize(256)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS));
        this.problems = problems;
    }

    /** Passes the request to the server at {@code address}, its path and query unchanged. */
    void pass(RoutingContext context, URI address) {
        var request = context.request();
        var https = "https".equals(address.getScheme());
        var target = new RequestOptions()
                .setHost(address.getHost())
                .setPort(address.getPort() != -1 ? address.getPort() : https ? 443 : 80)
                .setSsl(https);
        if (hasBody(request) || request.getHeader("Upgrade") != null) {
            request.pause();
        }
        request.headers().remove("HTTP2-Settings");
        HttpProxy.reverseProxy(OPTIONS, client)
                .origin(proxied -> client.request(target))
                .addInterceptor(new Interceptor(context))
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

    private static boolean isBodiless(HttpMethod method) {
        return BODILESS.contains(method);
    }

    private final class Interceptor implements ProxyInterceptor {
        private final RoutingContext context;

        Interceptor(RoutingContext context) {
            this.context = context;
        }

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext proxied) {
            var request = context.request();
            if (request.version() == HttpVersion.HTTP_2
                    && isBodiless(request.method())
                    && request.getHeader("Content-Length") == null) {
                proxied.request().setBody(null);
            }
            return proxied.sendRequest().recover(failure -> {
                LOG.warnf(
                        "upstream failed path=%s error=%s",
                        context.request().path(), failure.getClass().getSimpleName());
                proxied.request().release();
                var rendered = problems.render(Occurrence.of(Problem.APPLICATION_UNAVAILABLE), Audience.of(context));
                var response = proxied.request().response().setStatusCode(rendered.status());
                rendered.headers().forEach(response::putHeader);
                return Future.succeededFuture(response.setBody(Body.body(Buffer.buffer(rendered.body()))));
            });
        }

        /** An application cannot set a cookie of ours, and so not put a session in the place of a visitor's. */
        @Override
        public Future<Void> handleProxyResponse(ProxyContext proxied) {
            var headers = proxied.response().headers();
            var cookies = List.copyOf(headers.getAll("Set-Cookie"));
            if (cookies.stream().anyMatch(GatewayCookies::isOurs)) {
                headers.remove("Set-Cookie");
                cookies.stream()
                        .filter(cookie -> !GatewayCookies.isOurs(cookie))
                        .forEach(cookie -> headers.add("Set-Cookie", cookie));
            }
            return proxied.sendResponse();
        }
    }
}
