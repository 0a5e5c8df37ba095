package pro.jit.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Starts the servers a gateway under test takes for Feishu, org-sync-service and permission-service. A test tells them what to answer over HTTP
 * ({@link Neighbours}), since it does not share a class loader with this.
 */
public class TestNeighbours implements QuarkusTestResourceLifecycleManager {
    static final List<String> NAMES =
            List.of("open", "accounts", "passport", "lark-open", "lark-passport", "org-sync", "permission");
    static final String CONTROL = "/__control/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOWHERE = "{\"status\":404,\"body\":\"404 page not found\"}";

    private final List<HttpServer> servers = new ArrayList<>();

    @Override
    public Map<String, String> start() {
        var config = new HashMap<String, String>();
        for (var name : NAMES) {
            var port = new Neighbour().start();
            config.put("test.port." + name, Integer.toString(port));
            var address = "http://localhost:" + port;
            switch (name) {
                case "org-sync" -> config.put("jit.org-sync-base-url", address);
                case "permission" -> config.put("jit.permission-base-url", address);
                case "lark-open" -> config.put("jit.lark.open-base-url", address);
                case "lark-passport" -> config.put("jit.lark.passport-base-url", address);
                default -> config.put("jit.feishu." + name + "-base-url", address);
            }
        }
        // Nobody is there: the token endpoint of generation 3 cannot be reached.
        config.put("jit.lark.accounts-base-url", "http://localhost:1");
        config.put("jit.lark.qr-sdk-url", "http://lark-sdk.example:9/qr.js");
        config.put("jit.lark.h5-sdk-url", "http://lark-sdk.example:9/h5.js");
        config.put("jit.feishu.qr-sdk-url", "http://sdk.example:9/qr.js");
        return config;
    }

    @Override
    public void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private final class Neighbour {
        private final Map<String, String> told = new ConcurrentHashMap<>();
        private final ArrayNode calls = JSON.createArrayNode();
        private volatile boolean silent;

        int start() {
            try {
                var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.setExecutor(Executors.newCachedThreadPool(
                        work -> Thread.ofPlatform().daemon().unstarted(work)));
                server.createContext("/", this::answer);
                server.start();
                servers.add(server);
                return server.getAddress().getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                var path = exchange.getRequestURI().getPath();
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (path.startsWith(CONTROL)) {
                    send(exchange, 200, control(path.substring(CONTROL.length()), body));
                    return;
                }
                var headers = exchange.getRequestHeaders();
                synchronized (calls) {
                    calls.addObject()
                            .put("path", path)
                            .put("authorization", headers.getFirst("Authorization"))
                            .put("request_id", headers.getFirst("X-Request-Id"))
                            .put("body", body);
                }
                var reply = reply(path, String.valueOf(headers.getFirst("Authorization")));
                Thread.sleep(reply.path("delay_millis").asInt());
                if (reply.path("status").asInt() != 0) {
                    if (reply.path("headers").asBoolean()) {
                        exchange.getResponseHeaders().set("X-Tt-Logid", "2026112400000001");
                    }
                    send(
                            exchange,
                            reply.path("status").asInt(),
                            reply.path("body").asText());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private JsonNode reply(String path, String authorization) throws IOException {
            if (silent) {
                return JSON.createObjectNode();
            }
            var special = told.get(path + " " + authorization);
            return JSON.readTree(special != null ? special : told.getOrDefault(path, NOWHERE));
        }

        private String control(String what, String body) throws IOException {
            synchronized (calls) {
                switch (what) {
                    case "reset" -> {
                        silent = false;
                        told.clear();
                        calls.removeAll();
                    }
                    case "silence" -> silent = true;
                    case "tell" -> {
                        var order = JSON.readTree(body);
                        var to = order.path("authorization").isNull()
                                ? ""
                                : " " + order.path("authorization").asText();
                        told.put(order.path("path").asText() + to, body);
                    }
                    default -> {
                        return calls.toString();
                    }
                }
                return "";
            }
        }

        private static void send(HttpExchange exchange, int status, String text) throws IOException {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
