package pro.jit.gateway.forward;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import pro.jit.gateway.connection.OpenConnections;

/**
 * Passes an upgrade to a WebSocket on, and then the bytes of both sides, each as fast as the other takes them.
 *
 * <p>vertx-http-proxy has one too, but it reads one side however slow the other is, so that what has not been taken piles up in memory; it
 * also passes on cookies of any name, and says nothing where the server does not want to be a WebSocket.
 */
final class WebSocketTunnel {
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
        visitor.toNetSocket().onSuccess(browser -> join(browser, server)).onFailure(failure -> server.close());
    }

    private void join(NetSocket browser, NetSocket server) {
        Runnable cut = () -> {
            OpenConnections.cut(server);
            OpenConnections.cut(browser);
        };
        new ObservedStream(browser, new Stall(vertx, stallTimeout, cut)).pipeTo(server);
        new ObservedStream(server, new Stall(vertx, stallTimeout, cut)).pipeTo(browser);
        browser.closeHandler(closed -> close(server));
        server.closeHandler(closed -> close(browser));
    }

    /** When it has taken the rest, unless it never does. */
    private void close(NetSocket socket) {
        var cut = vertx.setTimer(stallTimeout.toMillis(), stalled -> OpenConnections.cut(socket));
        socket.close().onComplete(closed -> vertx.cancelTimer(cut));
    }

    private static void copy(HttpClientResponse answer, HttpServerResponse response) {
        response.headers().addAll(answer.headers());
        GatewayCookies.stripAnswer(response.headers());
    }
}
