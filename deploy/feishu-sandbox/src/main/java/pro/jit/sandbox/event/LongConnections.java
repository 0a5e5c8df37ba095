package pro.jit.sandbox.event;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import pro.jit.sandbox.token.RandomText;

/**
 * The WebSockets that apps keep open. Each event goes to one of an app's connections, taken at random, and is accepted when that one
 * acknowledges it with code 200 within three seconds.
 */
final class LongConnections implements Channel {
    static final int MOST = 50;
    private static final long PATIENCE_MILLIS = 3_000;
    private static final String CLOSED = "the connection is closed";

    // Feishu's Java client works on frames side by side, and forgets one of two first fragments that come at the same
    // moment.
    private static final long PAUSE_MILLIS = 100;

    private final Vertx vertx;
    private final RandomText random;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, List<Connection>> byApp = new ConcurrentHashMap<>();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    LongConnections(Vertx vertx, RandomText random) {
        this.vertx = vertx;
        this.random = random;
    }

    private record Connection(String id, ServerWebSocket socket) {}

    private record Waiting(Connection connection, Promise<Sent> promise) {}

    /** Takes a new connection; false, and the socket is as before, when the app has as many as it may. */
    boolean add(String appId, ServerWebSocket socket) {
        var connection = new Connection("connection-" + numbers.incrementAndGet(), socket);
        var known = byApp.computeIfAbsent(appId, app -> new ArrayList<>());
        synchronized (known) {
            if (known.size() >= MOST) {
                return false;
            }
            known.add(connection);
        }
        socket.binaryMessageHandler(message -> receive(connection, message));
        socket.exceptionHandler(broken -> socket.close());
        socket.closeHandler(closed -> {
            synchronized (known) {
                known.remove(connection);
            }
            failWaiting(connection);
        });
        return true;
    }

    int count(String appId) {
        return of(appId).size();
    }

    /** Closes all of an app's connections and says how many there were. */
    int disconnect(String appId) {
        var known = byApp.computeIfAbsent(appId, app -> new ArrayList<>());
        List<Connection> open;
        synchronized (known) {
            open = List.copyOf(known);
            known.removeAll(open);
        }
        open.forEach(connection -> {
            connection.socket().close();
            failWaiting(connection);
        });
        return open.size();
    }

    void disconnectAll() {
        byApp.keySet().forEach(this::disconnect);
    }

    /** UNCONFIRMED (contract §7.6) when Feishu sends again what was not acknowledged, or what found no connection; here as with a request URL. */
    @Override
    public Future<Sent> send(EventMessage message, EventSubscription subscription) {
        var open = of(message.appId());
        if (open.isEmpty()) {
            return Future.succeededFuture(new Sent("", "no connection", false));
        }
        var connection = open.get(ThreadLocalRandom.current().nextInt(open.size()));
        var messageId = random.hex(32);
        var promise = Promise.<Sent>promise();
        waiting.put(messageId, new Waiting(connection, promise));
        var timer = vertx.setTimer(
                PATIENCE_MILLIS,
                passed -> promise.tryComplete(new Sent(connection.id(), "no acknowledgment within 3 s", false)));
        var logId = numbers.incrementAndGet();
        var frames = EventFrames.of(messageId, random.hex(32), logId, Buffer.buffer(message.body()));
        write(connection, frames.getFirst(), promise);
        if (frames.size() > 1) {
            vertx.setTimer(PAUSE_MILLIS, passed -> frames.subList(1, frames.size())
                    .forEach(frame -> write(connection, frame, promise)));
        }
        return promise.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            waiting.remove(messageId);
        });
    }

    private static void write(Connection connection, Frame frame, Promise<Sent> promise) {
        connection
                .socket()
                .writeBinaryMessage(FrameCodec.encode(frame))
                .onFailure(broken -> promise.tryComplete(new Sent(connection.id(), CLOSED, false)));
    }

    private List<Connection> of(String appId) {
        var known = byApp.getOrDefault(appId, List.of());
        synchronized (known) {
            return List.copyOf(known);
        }
    }

    private void receive(Connection connection, Buffer message) {
        try {
            var frame = FrameCodec.decode(message);
            if (frame.method() == Frame.DATA) {
                acknowledged(connection, frame);
            } else if (frame.header("type").orElse("").equals("ping")) {
                connection.socket().writeBinaryMessage(FrameCodec.encode(pong(frame)));
            }
        } catch (IllegalArgumentException noFrame) {
            connection.socket().close();
        }
    }

    private void acknowledged(Connection connection, Frame frame) {
        var waits = waiting.get(frame.header("message_id").orElse(""));
        if (waits != null && waits.connection().equals(connection)) {
            var code = code(frame.payload());
            waits.promise().tryComplete(new Sent(connection.id(), code, code.equals("200")));
        }
    }

    private static String code(Buffer payload) {
        try {
            return String.valueOf(new JsonObject(payload).getValue("code"));
        } catch (DecodeException e) {
            return "an acknowledgment that is no JSON";
        }
    }

    private static Frame pong(Frame ping) {
        return new Frame(
                ping.seqId(),
                ping.logId(),
                ping.service(),
                Frame.CONTROL,
                List.of(new Frame.Header("type", "pong")),
                LongConnectionRoutes.clientConfig().toBuffer());
    }

    private void failWaiting(Connection connection) {
        waiting.values().stream()
                .filter(waits -> waits.connection().equals(connection))
                .forEach(waits -> waits.promise().tryComplete(new Sent(connection.id(), CLOSED, false)));
    }
}
