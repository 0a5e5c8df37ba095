package pro.jit.orgsync.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers in the siblings' place, as a test has arranged by {@code PUT} to the same address: what the gateway knows of an application and of
 * sign-ins, and permission-service of grants. An application that nobody arranged is unknown.
 */
final class SiblingStub {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

    private SiblingStub() {}

    static void mount(HttpServer server) {
        server.createContext(
                "/oauth2/token",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"access_token\":\"of-the-service\",\"token_type\":\"Bearer\",\"expires_in\":600}"));
        server.createContext("/api/", SiblingStub::handle);
    }

    private static void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var query = exchange.getRequestURI().getQuery();
        var key = path.endsWith("/login-attempts") && query != null ? path + "?" + appOf(query) : path;
        if (exchange.getRequestMethod().equals("PUT")) {
            ANSWERS.put(key, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 200, "{}");
            return;
        }
        var kept = ANSWERS.get(key);
        if (path.endsWith("/members/access") && kept != null) {
            answer(exchange, 200, decisions(exchange, kept));
            return;
        }
        var mayAsk = "Bearer of-the-service".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(exchange, mayAsk && kept != null && !kept.isBlank() ? 200 : 404, kept == null ? "{}" : kept);
    }

    /** A permit for each member asked about who is among {@code permitted}. */
    private static String decisions(HttpExchange exchange, String permitted) throws IOException {
        var items = JSON.createArrayNode();
        for (var id : JSON.readTree(exchange.getRequestBody()).path("member_ids")) {
            items.addObject().put("member_id", id.asText()).put("decision", permitted.contains(id.asText()));
        }
        return JSON.createObjectNode().set("items", items).toString();
    }

    private static String appOf(String query) {
        return java.util.Arrays.stream(query.split("&", -1))
                .filter(parameter -> parameter.startsWith("app_id="))
                .findFirst()
                .orElse("");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
