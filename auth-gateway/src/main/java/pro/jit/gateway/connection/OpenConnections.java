package pro.jit.gateway.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelId;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The connections of visitors and to applications, so that none of them keeps the gateway from stopping.
 *
 * <p>Vert.x closes a connection when all that was written has been taken (4.5: {@code ConnectionBase.close}, which {@code reset} of an HTTP/1.1
 * request ends in too), and a client that is closed waits for that: a peer that reads nothing is waited for as long as it likes. Here a
 * connection is cut, on the channel beneath.
 *
 * <p>That the gateway stops is seen by its listening socket, which is closed first. Quarkus tells of it by an event only when the server is
 * down, and that waits for the clients.
 */
@ApplicationScoped
public class OpenConnections {
    /** Before all other routes. */
    private static final int ROUTE_ORDER = Integer.MIN_VALUE;

    /** How long what is under way has to be taken when the gateway stops, counted from the end of its graceful shutdown. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final AttributeKey<Object> USER = AttributeKey.valueOf(OpenConnections.class, "user");

    /** Closed connections leave it by themselves. */
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private volatile boolean over;

    private final Set<ChannelId> listening = ConcurrentHashMap.newKeySet();

    void register(@Observes Router router) {
        router.route().order(ROUTE_ORDER).handler(context -> {
            keepVisitor(context.request().connection());
            context.next();
        });
    }

    private void keepVisitor(HttpConnection visitor) {
        keep(visitor);
        if (visitor instanceof ConnectionBase base) {
            var server = base.channel().parent();
            if (server != null && listening.add(server.id())) {
                server.closeFuture().addListener(closed -> {
                    var unused = GlobalEventExecutor.INSTANCE.schedule(
                            this::cutAll, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
                });
            }
        }
    }

    private void cutAll() {
        over = true;
        channels.forEach(OpenConnections::cut);
    }

    /** Will be cut, if it is still open, when the gateway stops. */
    public void keep(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            channels.add(base.channel());
            if (over) {
                cut(base.channel());
            }
        }
    }

    /** Does this once the connection is closed, from whatever side. */
    public static void whenClosed(HttpConnection connection, Runnable action) {
        if (connection instanceof ConnectionBase base) {
            base.channel().closeFuture().addListener(closed -> action.run());
        }
    }

    /** Closes it now; what was still to be written to it is lost. */
    public static void cut(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            cut(base.channel());
        } else {
            connection.close();
        }
    }

    /** Says who uses a connection of a pool from now on. */
    public static void use(HttpConnection connection, Object user) {
        if (connection instanceof ConnectionBase base) {
            base.channel().attr(USER).set(user);
        }
    }

    /** Closes it now, unless it has been back in its pool and somebody else uses it by now. */
    public static void cut(HttpConnection connection, Object user) {
        if (!(connection instanceof ConnectionBase base)
                || base.channel().attr(USER).get() == user) {
            cut(connection);
        }
    }

    /**
     * Writes bytes to a connection that has been upgraded; to be called on an event loop, where the future completes too.
     *
     * @return when they have been taken
     */
    public static Future<Void> write(HttpConnection connection, Buffer bytes) {
        if (!(connection instanceof ConnectionBase base)) {
            return Future.failedFuture("No connection of Vert.x's own");
        }
        var written = Promise.<Void>promise();
        var context = Vertx.currentContext();
        base.writeToChannel(
                Unpooled.wrappedBuffer(bytes.getBytes()),
                taken -> context.runOnContext(ignored -> {
                    if (taken.isSuccess()) {
                        written.complete();
                    } else {
                        written.fail(taken.cause());
                    }
                }));
        return written.future();
    }

    /** Past the handlers: {@code channel.close()} begins at Vert.x's, which waits. */
    private static void cut(Channel channel) {
        var first = channel.pipeline().firstContext();
        var unused = first == null ? channel.close() : first.close();
    }
}
