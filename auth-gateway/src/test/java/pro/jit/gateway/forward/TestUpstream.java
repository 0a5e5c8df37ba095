package pro.jit.gateway.forward;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A server behind the gateway that tells what reached it. */
public class TestUpstream implements QuarkusTestResourceLifecycleManager {
    /** Answers that wait for {@code /slow/end}. */
    private static final Queue<HttpServerResponse> UNFINISHED = new ConcurrentLinkedQueue<>();

    /** Connections still open, by the last segment of what was asked for on them. */
    private static final Map<String, AtomicInteger> OPEN = new ConcurrentHashMap<>();

    private static final Set<HttpConnection> OPEN_CONNECTIONS = ConcurrentHashMap.newKeySet();
    private static final int TICK_MILLIS = 200;

    private static final Queue<HttpServerRequest> DEAF = new ConcurrentLinkedQueue<>();

    private static final int PIECE = 65_536;
    private static final AtomicLong FLOODED = new AtomicLong();
    private static final Map<String, AtomicInteger> ASKED = new ConcurrentHashMap<>();
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    private @Nullable Vertx vertx;

    @Override
    public Map<String, String> start() {
        var started = Vertx.vertx();
        vertx = started;
        var server = started.createHttpServer()
                .requestHandler(TestUpstream::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var address = "http://127.0.0.1:" + server.actualPort();
        return Map.of(
                "test.upstream",
                address,
                "jit.org-sync-base-url",
                address,
                "jit.permission-base-url",
                address,
                "jit.proxy.response-timeout",
                "PT5S",
                "jit.proxy.stall-timeout",
                "PT6S");
    }

    /** Writes as long as somebody takes it. */
    private static void flood(HttpServerResponse response) {
        while (!response.writeQueueFull() && !response.ended()) {
            response.write(Buffer.buffer(new byte[PIECE]));
            FLOODED.addAndGet(PIECE);
        }
        response.drainHandler(drained -> flood(response));
    }

    /** Does it again and again until the connection is closed. */
    static void tick(HttpServerRequest request, Runnable work) {
        var vertx = Vertx.currentContext().owner();
        vertx.setTimer(TICK_MILLIS, fired -> {
            if (OPEN_CONNECTIONS.contains(request.connection())) {
                work.run();
                tick(request, work);
            }
        });
    }

    /** For a WebSocket, whose request does not hear of it. */
    static void closed(HttpServerRequest request) {
        if (OPEN_CONNECTIONS.remove(request.connection())) {
            Objects.requireNonNull(OPEN.get(lastSegment(request))).decrementAndGet();
        }
    }

    private static String lastSegment(HttpServerRequest request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }

    /** {@code …/hang-up/2} closes the connection twice instead of answering, then says how often it was asked. */
    private static void hangUp(HttpServerRequest request) {
        var asked = ASKED.computeIfAbsent(request.method() + request.path(), path -> new AtomicInteger())
                .incrementAndGet();
        if (asked <= Integer.parseInt(lastSegment(request))) {
            request.connection().close();
        } else {
            request.response().end(String.valueOf(asked));
        }
    }

    private static void answer(HttpServerRequest request) {
        SEEN.add(request.path());
        if (request.path().contains("/hang-up/")) {
            hangUp(request);
            return;
        }
        if (request.path().equals("/access/v1/evaluation")) {
            if (ASKED.computeIfAbsent(request.path(), path -> new AtomicInteger())
                                    .incrementAndGet()
                            % 2
                    == 1) {
                request.connection().close();
            } else {
                request.response()
                        .end(
                                "{\"decision\":true,\"context\":{\"member_id\":\"m\",\"organization_id\":\"o\",\"roles\":[\"member\"]}}");
            }
            return;
        }
        if (request.path().contains("/open/")) {
            var open = OPEN.get(lastSegment(request));
            request.response().end(open == null ? "0" : open.toString());
            return;
        }
        OPEN.computeIfAbsent(lastSegment(request), name -> new AtomicInteger()).incrementAndGet();
        OPEN_CONNECTIONS.add(request.connection());
        request.connection().closeHandler(closed -> closed(request));
        if (request.path().endsWith("/no-socket")) {
            request.response()
                    .setStatusCode(400)
                    .putHeader("Set-Cookie", "jit_session=stolen; Path=/")
                    .end("no WebSocket here");
        } else if (request.path().endsWith("/silent-socket")) {
            // never answered
        } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            TestWebSocket.accept(request);
        } else if (request.path().endsWith("/slow")) {
            request.response().setChunked(true).write("first");
            UNFINISHED.add(request.response());
        } else if (request.path().endsWith("/slow/end")) {
            for (var response = UNFINISHED.poll(); response != null; response = UNFINISHED.poll()) {
                response.end("last");
            }
            request.response().end();
        } else if (request.path().endsWith("/size")) {
            var size = new long[1];
            request.handler((Buffer chunk) -> size[0] += chunk.length());
            request.endHandler(end -> request.response().end(Long.toString(size[0])));
        } else if (request.path().endsWith("/cut")) {
            request.connection().close();
        } else if (request.path().endsWith("/silent")) {
            request.handler(chunk -> {});
        } else if (request.path().endsWith("/cut-in-the-middle")) {
            request.response().setChunked(true).write("half");
            request.response().write("").onComplete(written -> request.connection()
                    .close());
        } else if (request.path().endsWith("/flood")) {
            FLOODED.set(0);
            flood(request.response().setChunked(true));
        } else if (request.path().endsWith("/flooded")) {
            request.response().end(Long.toString(FLOODED.get()));
        } else if (request.path().endsWith("/stall")) {
            request.pause();
            request.response().setChunked(true).write("listening");
            // Who does not read does not see a connection close either; who writes to it does.
            tick(request, () -> request.response().write("."));
        } else if (request.path().endsWith("/deaf")) {
            // takes nothing of the body, and says nothing
            request.pause();
            DEAF.add(request);
        } else if (request.path().endsWith("/deaf/wake")) {
            for (var deaf = DEAF.poll(); deaf != null; deaf = DEAF.poll()) {
                deaf.handler(chunk -> {}).resume();
            }
            request.response().end();
        } else if (request.path().endsWith("/trailers")) {
            request.response().setChunked(true).putHeader("Trailer", "Checksum").write("body");
            request.response().putTrailer("Checksum", "abc");
            request.response().putTrailer("Set-Cookie", "jit_session=stolen; Path=/");
            request.response().end();
        } else if (request.path().endsWith("/hops")) {
            request.response()
                    .putHeader("Connection", "X-Of-This-Connection")
                    .putHeader("X-Of-This-Connection", "1")
                    .putHeader("Keep-Alive", "timeout=5")
                    .putHeader("X-Of-The-Message", "1")
                    .end("hops");
        } else if (request.path().endsWith("/seen")) {
            request.response().end(String.join(" ", SEEN));
        } else {
            var headers = new JsonObject();
            request.headers()
                    .names()
                    .forEach(name -> headers.put(
                            name.toLowerCase(Locale.ROOT),
                            new JsonArray(request.headers().getAll(name))));
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Set-Cookie", (Iterable<String>) List.of("theme=dark", "jit_session=stolen; Path=/"))
                    .putHeader("X-Request-Id", String.valueOf(request.getHeader("X-Request-Id")))
                    .end(new JsonObject()
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("headers", headers)
                            .encode());
        }
    }

    @Override
    public void stop() {
        var started = vertx;
        if (started != null) {
            started.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
