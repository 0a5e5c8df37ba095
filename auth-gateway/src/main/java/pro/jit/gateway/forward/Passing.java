package pro.jit.gateway.forward;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.connection.OpenConnections;
import pro.jit.gateway.problem.Problems;
import pro.jit.gateway.problem.RequestId;

/** One request on its way to the server, and the answer on its way back. */
final class Passing implements ProxyInterceptor {
    private static final Logger LOG = Logger.getLogger(Passing.class);

    /** RFC 9113 section 7: the stream is no longer needed. */
    private static final long HTTP_2_CANCEL = 0x8;

    private final RoutingContext context;
    private final Vertx vertx;
    private final ProxyConfig config;
    private final Function<Throwable, Problems.Rendered> unavailable;
    private @Nullable HttpClientRequest toServer;
    private @Nullable Patience patience;
    private boolean cut;

    /**
     * Passes this on.
     *
     * @param unavailable what the visitor is told instead of an answer
     */
    Passing(
            RoutingContext context,
            Vertx vertx,
            ProxyConfig config,
            Function<Throwable, Problems.Rendered> unavailable) {
        this.context = context;
        this.vertx = vertx;
        this.config = config;
        this.unavailable = unavailable;
    }

    /** There is a connection. */
    void begin(HttpClientRequest begun) {
        toServer = begun;
        OpenConnections.use(begun.connection(), this);
        begun.exceptionHandler(failure -> {
            // what waits for the answer is told, and says so
        });
        patience = Patience.of(vertx, config.responseTimeout(), this::cutServer);
        context.addEndHandler(ended -> {
            if (ended.failed()) {
                cutServer();
            }
        });
    }

    /** A connection whose answer has been read goes back to its pool, also while the visitor has not taken all of it. */
    private void cutServer() {
        cut = true;
        if (toServer != null) {
            OpenConnections.cut(toServer.connection(), this);
        }
    }

    /** Once an answer has begun, its visitor can be told no other way that it will never be whole. */
    private void abandon() {
        LOG.warnf("upstream stalled path=%s", context.request().path());
        cutServer();
        if (!context.response().headWritten()) {
            return;
        }
        if (context.request().version() == HttpVersion.HTTP_2) {
            context.response().reset(HTTP_2_CANCEL);
        } else {
            OpenConnections.cut(context.request().connection());
        }
    }

    private Stall stall() {
        return new Stall(vertx, config.stallTimeout(), this::abandon);
    }

    private void signOfLife() {
        if (patience != null) {
            patience.signOfLife();
        }
    }

    private void endPatience() {
        if (patience != null) {
            patience.end();
        }
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext proxied) {
        var request = context.request();
        var body = proxied.request().getBody();
        if (isWithoutBody(request)) {
            proxied.request().setBody(null);
        } else if (body != null) {
            proxied.request()
                    .setBody(Body.body(
                            new ObservedStream(body.stream(), this::signOfLife, this::signOfLife, stall()),
                            body.length()));
        }
        return sent(proxied)
                .recover(failure -> mayBeAskedAgain(failure) ? sent(proxied) : Future.failedFuture(failure))
                .recover(failure -> {
                    proxied.request().release();
                    var rendered = unavailable.apply(failure);
                    var response = proxied.request().response().setStatusCode(rendered.status());
                    rendered.headers().forEach(response::putHeader);
                    return Future.succeededFuture(response.setBody(Body.body(Buffer.buffer(rendered.body()))));
                });
    }

    private static boolean isWithoutBody(HttpServerRequest request) {
        return Upstream.isBodiless(request.method())
                && request.getHeader("Content-Length") == null
                && request.getHeader("Transfer-Encoding") == null;
    }

    private Future<ProxyResponse> sent(ProxyContext proxied) {
        return proxied.sendRequest().onComplete(answered -> endPatience());
    }

    /**
     * A server may close an idle connection while a request is on its way to it, or leave for a new version of itself. What changes nothing is then
     * asked once more, on another connection (RFC 9110 section 9.2.2).
     */
    private boolean mayBeAskedAgain(Throwable failure) {
        return failure instanceof HttpClosedException
                && isWithoutBody(context.request())
                && !cut
                && !context.response().closed();
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext proxied) {
        var response = proxied.response();
        HopByHopHeaders.strip(response.headers());
        // The id goes along with the request, and is on our response already.
        response.headers().remove(RequestId.HEADER);
        GatewayCookies.stripAnswer(response.headers());
        var body = response.getBody();
        if (body != null && body.stream() instanceof HttpClientResponse answer) {
            response.setBody(Body.body(
                    new ObservedStream(answer, () -> {}, () -> passTrailers(answer, context.response()), stall()),
                    body.length()));
        }
        return proxied.sendResponse();
    }

    private static void passTrailers(HttpClientResponse answer, HttpServerResponse response) {
        if (response.isChunked() && !answer.trailers().isEmpty()) {
            response.trailers().addAll(answer.trailers());
            GatewayCookies.stripAnswer(response.trailers());
        }
    }
}
