package pro.jit.gateway.forward;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.function.Function;
import org.jboss.logging.Logger;
import pro.jit.gateway.connection.OpenConnections;

/**
 * Passes an upgrade to a WebSocket on, and then the bytes of both sides, each as fast as the other takes them.
 *
 * <p>vertx-http-proxy has one too, but it reads one side however slow the other is, so that what has not been taken piles up in memory; it
 * also passes on cookies of any name, and says nothing where the server does not want to be a WebSocket.
 */
final class WebSocketTunnel {
    private static final Logger LOG = Logger.getLogger(WebSocketTunnel.class);

    private final Vertx vertx;
    private final Duration stallTimeout;

    /**
     * For any number of WebSockets.
     *
     * @param stallTimeout how long one side may take nothing of what the other has for it, or of what there was when the other left
     */
    WebSocketTunnel(Vertx vertx, Duration stallTimeout) {
        this.vertx = vertx;
        this.stallTimeout = stallTimeout;
    }

    /** Asks the server with the visitor's headers, as they are by now. Fails when it does not answer. */
    static Future<HttpClientResponse> ask(HttpServerRequest visitor, HttpClientRequest toServer) {
        toServer.setMethod(visitor.method()).setURI(visitor.uri());
        visitor.headers().forEach(header -> {
            if (!header.getKey().equalsIgnoreCase("Host")) {
                toServer.headers().add(header.getKey(), header.getValue());
            }
        });
        return toServer.connect();
    }

    /** Gives the visitor what the server answered: the other end of the tunnel, or why there is none. */
    void answer(HttpServerRequest visitor, HttpClientResponse answer) {
        var response = visitor.response().setStatusCode(answer.statusCode());
        if (answer.statusCode() == 101) {
            connect(visitor, response, answer);
        } else {
            HopByHopHeaders.strip(answer.headers());
            copy(answer, response);
            response.setChunked(!response.headers().contains("Content-Length"));
            response.headers().remove("Transfer-Encoding");
            var stall = new Stall(vertx, stallTimeout, () -> {
                OpenConnections.cut(answer.request().connection());
                OpenConnections.cut(visitor.connection());
            });
            new ObservedStream(answer, stall).pipeTo(response);
        }
    }

    private void connect(HttpServerRequest visitor, HttpServerResponse response, HttpClientResponse answer) {
        var server = answer.netSocket();
        server.pause();
        copy(answer, response);
        var toServer = answer.request().connection();
        visitor.toNetSocket()
                .onSuccess(browser -> join(browser, visitor.connection(), server, toServer))
                .onFailure(failure -> server.close());
    }

    /** Of both ends there is the connection as well: the sockets that speak for them cannot be cut. */
    private void join(NetSocket browser, HttpConnection toBrowser, NetSocket server, HttpConnection toServer) {
        Runnable cut = () -> {
            LOG.warn("WebSocket stalled");
            OpenConnections.cut(toServer);
            OpenConnections.cut(toBrowser);
        };
        relay(browser, piece -> OpenConnections.write(toServer, piece), new Stall(vertx, stallTimeout, cut));
        relay(server, browser::write, new Stall(vertx, stallTimeout, cut));
        browser.closeHandler(closed -> close(server, toServer));
        server.closeHandler(closed -> close(browser, toBrowser));
    }

    /**
     * Passes on piece by piece, the next one when this one has been taken. A pipe of Vert.x's would ask the client's end whether it is full, and
     * that (4.5) counts what is written to an upgraded connection and never what has been taken.
     */
    private static void relay(NetSocket from, Function<Buffer, Future<Void>> to, Stall stall) {
        from.exceptionHandler(failure -> {
            // it is closed next
        });
        from.handler(piece -> {
            from.pause();
            stall.held();
            to.apply(piece).onComplete(taken -> {
                stall.released();
                from.resume();
            });
        });
        from.resume();
    }

    /** When it has taken the rest, unless it never does. */
    private void close(NetSocket socket, HttpConnection connection) {
        var cut = vertx.setTimer(stallTimeout.toMillis(), stalled -> OpenConnections.cut(connection));
        socket.close().onComplete(closed -> vertx.cancelTimer(cut));
    }

    private static void copy(HttpClientResponse answer, HttpServerResponse response) {
        response.headers().addAll(answer.headers());
        GatewayCookies.stripAnswer(response.headers());
    }
}
