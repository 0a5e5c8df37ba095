package pro.jit.orgsync.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The way to Feishu's sandbox for organizations of platform {@code lark}: blocked unless a test opens it by {@code POST /way?open=true}; with a
 * {@code seed}, what comes back over it is spoilt at random. {@code GET /way} tells how often which page was asked for.
 */
final class UnsteadyFeishu implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String feishu;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private volatile boolean open;
    private volatile @Nullable Spoiling spoiling;

    private UnsteadyFeishu(HttpServer server, String feishu) {
        this.server = server;
        this.feishu = feishu;
    }

    static UnsteadyFeishu before(String feishu) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var unsteady = new UnsteadyFeishu(server, feishu);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/way", unsteady::control);
        server.createContext("/", unsteady::pass);
        server.start();
        return unsteady;
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void control(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            var query = query(exchange.getRequestURI());
            asked.clear();
            open = "true".equals(query.get("open"));
            var seed = query.get("seed");
            spoiling = seed == null ? null : new Spoiling(Long.parseLong(seed), "true".equals(query.get("silently")));
        }
        answer(exchange, 200, JSON.writeValueAsBytes(new TreeMap<>(asked)));
    }

    private void pass(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestURI().toString();
        if (!open) {
            exchange.close();
            return;
        }
        asked.merge(target, 1, Integer::sum);
        var body = exchange.getRequestBody().readAllBytes();
        try {
            var answer = forward(exchange, target, body);
            var spoils = spoiling;
            if (spoils == null || !target.contains("/contact/v3/")) {
                answer(exchange, answer.status(), answer.body());
                return;
            }
            switch (spoils.next(target, answer, token -> forward(exchange, Spoiling.turned(target, token), body))) {
                case Spoilt.Cut cut -> exchange.close();
                case Spoilt.Answer spoilt -> answer(exchange, spoilt.status(), spoilt.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private Spoilt.Answer forward(HttpExchange exchange, String target, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(feishu + target))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (var header : new String[] {"Authorization", "Content-Type"}) {
            var value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Spoilt.Answer(answer.statusCode(), answer.body());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> query(URI uri) {
        var parameters = new TreeMap<String, String>();
        if (uri.getRawQuery() != null) {
            Arrays.stream(uri.getRawQuery().split("&", -1)).forEach(parameter -> {
                var parts = parameter.split("=", 2);
                parameters.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            });
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
