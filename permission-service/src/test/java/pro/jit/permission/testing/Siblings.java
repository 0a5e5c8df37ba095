package pro.jit.permission.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays auth-gateway (keys and tokens) and org-sync-service (one route) over HTTP. {@code POST /control/member/{open_id}} with
 * {@code X-Status} sets what a refresh of that person answers, and answers the calls held so far; {@code POST /control/hold/{open_id}} holds
 * calls until then; {@code GET /control/calls/{open_id}} counts.
 */
final class Siblings implements AutoCloseable {
    private final HttpServer server;
    private final String jwks;
    private final Map<String, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    private record Answer(int status, String body) {}

    private Siblings(HttpServer server, String jwks) {
        this.server = server;
        this.jwks = jwks;
    }

    static Siblings start(String jwks) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var siblings = new Siblings(server, jwks);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", siblings::handle);
            server.start();
            return siblings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals("/.well-known/jwks.json")) {
            answer(exchange, 200, jwks);
        } else if (path.equals("/oauth2/token")) {
            answer(exchange, 200, "{\"access_token\":\"stand-in\",\"token_type\":\"Bearer\",\"expires_in\":300}");
        } else if (path.startsWith("/control/member/")) {
            var status = Integer.parseInt(exchange.getRequestHeaders().getFirst("X-Status"));
            var answer = new Answer(status, body);
            var before = answers.put(last(path), CompletableFuture.completedFuture(answer));
            if (before != null) {
                before.complete(answer);
            }
            answer(exchange, 204, "");
        } else if (path.startsWith("/control/hold/")) {
            answers.put(last(path), new CompletableFuture<>());
            answer(exchange, 204, "");
        } else if (path.startsWith("/control/calls/")) {
            answer(exchange, 200, String.valueOf(counter(last(path)).get()));
        } else {
            refresh(exchange, body);
        }
    }

    private void refresh(HttpExchange exchange, String body) throws IOException {
        var openId = body.replaceAll(".*\"open_id\"\\s*:\\s*\"([^\"]*)\".*", "$1");
        counter(openId).incrementAndGet();
        if (!"Bearer stand-in".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        var answer = answers.computeIfAbsent(
                        openId, unknown -> CompletableFuture.completedFuture(new Answer(404, "{}")))
                .join();
        answer(exchange, answer.status(), answer.body());
    }

    private AtomicInteger counter(String openId) {
        return calls.computeIfAbsent(openId, key -> new AtomicInteger());
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        answers.values().forEach(held -> held.complete(new Answer(503, "{}")));
        server.stop(0);
    }
}
