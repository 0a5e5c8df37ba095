package pro.jit.gateway.forward;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A server behind the gateway that tells what reached it. */
public class TestUpstream implements QuarkusTestResourceLifecycleManager {
    /** Answers that wait for {@code /slow/end}. */
    private static final Queue<HttpServerResponse> UNFINISHED = new ConcurrentLinkedQueue<>();

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
        return Map.of("test.upstream", address, "jit.org-sync-base-url", address, "jit.permission-base-url", address);
    }

    private static void answer(HttpServerRequest request) {
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
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
