package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Another Feishu than the sandbox: it keeps to what Feishu's documents promise and has none of the sandbox's habits. It answers in another order and
 * with more fields, leaves empty lists out, numbers codes in strings, sends no log ids, has the v3 token endpoint alone, and asks nobody for consent.
 */
final class ForeignFeishu implements AutoCloseable {
    static final String APP_ID = "cli_9f00d00d00d00d01";
    static final String APP_SECRET = "another-secret";
    private static final String TENANT = "9a8b7c6d5e4f3a2b";
    private static final String TENANT_TOKEN = "t-" + "x".repeat(2000);
    private static final int PAGE = 7;

    /** People in the one department of the second level; more than a page. */
    static final int IN_THE_TEAM = 17;

    private final HttpServer server;
    private final Map<String, Authorization> codes = new ConcurrentHashMap<>();
    private final Map<String, String> userTokens = new ConcurrentHashMap<>();

    private record Authorization(String redirectUri, String challenge, String person) {}

    ForeignFeishu() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var query = form(exchange.getRequestURI().getRawQuery());
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (exchange.getRequestMethod() + " " + path) {
            case "GET /open-apis/authen/v1/authorize" -> authorize(exchange, query);
            case "POST /oauth/v3/token" -> token(exchange, body);
            case "GET /open-apis/authen/v1/user_info" -> userInfo(exchange);
            case "POST /open-apis/auth/v3/tenant_access_token/internal" -> tenantToken(exchange, body);
            case "GET /open-apis/tenant/v2/tenant/query" -> contact(exchange, tenant());
            case "GET /open-apis/contact/v3/scopes" -> contact(exchange, json().put("has_more", false));
            case "GET /open-apis/contact/v3/departments/0/children" -> contact(exchange, departments(query));
            case "GET /open-apis/contact/v3/users/find_by_department" -> contact(exchange, people(query));
            default -> send(exchange, 404, "text/plain", "404 page not found");
        }
    }

    private void authorize(HttpExchange exchange, Map<String, String> query) throws IOException {
        var redirectUri = query.getOrDefault("redirect_uri", "");
        if (!APP_ID.equals(query.get("client_id"))
                || !"code".equals(query.get("response_type"))
                || redirectUri.isEmpty()) {
            send(exchange, 400, "text/html", "20029");
            return;
        }
        var code = "A-_" + UUID.randomUUID().toString().repeat(3);
        codes.put(code, new Authorization(redirectUri, query.getOrDefault("code_challenge", ""), "team0"));
        var state = URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", redirectUri + "?from=somewhere&code=" + code + "&state=" + state);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange, String body) throws IOException {
        var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        var fields = type.startsWith("application/json") ? texts(body) : form(body);
        var known = codes.remove(fields.getOrDefault("code", ""));
        if (known == null
                || !APP_SECRET.equals(fields.get("client_secret"))
                || !known.redirectUri().equals(fields.get("redirect_uri"))
                || known.challenge().isEmpty() == fields.containsKey("code_verifier")) {
            send(
                    exchange,
                    400,
                    "application/json",
                    "{\"error_description\":\"no\",\"error\":\"invalid_grant\",\"code\":20003}");
            return;
        }
        var token = "eyJ" + UUID.randomUUID().toString().repeat(90);
        userTokens.put(token, known.person());
        send(
                exchange,
                200,
                "application/json",
                json().put("scope", "")
                        .put("token_type", "bearer")
                        .put("code", "0")
                        .put("expires_in", 5400)
                        .put("access_token", token)
                        .put("something_new", true)
                        .toString());
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        var person = userTokens.get(bearer(exchange));
        if (person == null) {
            send(exchange, 200, "application/json", "{\"msg\":\"token\",\"code\":20005}");
            return;
        }
        var data = json().put("tenant_key", TENANT).put("name", "Somebody").put("open_id", openId(person));
        data.put("union_id", unionId(person)).put("avatar_url", "https://img.example/" + person);
        send(
                exchange,
                200,
                "application/json",
                json().<ObjectNode>set("data", data).put("code", 0).toString());
    }

    private void tenantToken(HttpExchange exchange, String body) throws IOException {
        var fields = texts(body);
        var right = APP_ID.equals(fields.get("app_id")) && APP_SECRET.equals(fields.get("app_secret"));
        var answer = right
                ? json().put("tenant_access_token", TENANT_TOKEN)
                        .put("expire", 6000)
                        .put("msg", "success")
                        .put("code", 0)
                : json().put("msg", "app secret invalid").put("code", 10014);
        send(exchange, 200, "application/json", answer.toString());
    }

    private void contact(HttpExchange exchange, ObjectNode data) throws IOException {
        var answer = json();
        if (bearer(exchange).equals(TENANT_TOKEN)) {
            answer.set("data", data);
            send(
                    exchange,
                    200,
                    "application/json",
                    answer.put("code", 0).put("msg", "ok").toString());
        } else {
            send(exchange, 400, "application/json", "{\"code\":99991663,\"msg\":\"Invalid access token\"}");
        }
    }

    private static ObjectNode tenant() {
        var data = json();
        data.putObject("tenant")
                .put("tenant_key", TENANT)
                .put("name", "Elsewhere Ltd.")
                .put("display_id", "F1");
        return data;
    }

    private static ObjectNode departments(Map<String, String> query) {
        // All at once: two levels, the lower one first.
        var team = json().put("open_department_id", "od-team").put("parent_department_id", "od-house");
        var house = json().put("open_department_id", "od-house").put("parent_department_id", "0");
        var names = List.of(team.put("name", "The team"), house.put("name", "The house"));
        var page = json().put("has_more", false);
        if ("true".equals(query.get("fetch_child"))) {
            names.forEach(department -> department.put("order", "1").put("member_count", 1));
            page.putArray("items").addAll(names);
        }
        return page;
    }

    private static ObjectNode people(Map<String, String> query) {
        return switch (query.getOrDefault("department_id", "")) {
            case "0" -> page(List.of("root"), "0", query);
            case "od-team" ->
                page(
                        IntStream.range(0, IN_THE_TEAM)
                                .mapToObj(each -> "team" + each)
                                .toList(),
                        "od-team",
                        query);
            default -> json().put("has_more", false);
        };
    }

    /** Smaller pages than asked for, with page tokens that must be escaped in an address. */
    private static ObjectNode page(List<String> people, String department, Map<String, String> query) {
        var token = query.getOrDefault("page_token", "");
        var from = token.isEmpty() ? 0 : Integer.parseInt(token.substring("+/= &".length()));
        var to = Math.min(people.size(), from + PAGE);
        var page = json();
        ArrayNode items = page.putArray("items");
        for (var person : people.subList(from, to)) {
            var user = items.addObject().put("name", person).put("union_id", unionId(person));
            user.put("open_id", openId(person)).putArray("department_ids").add(department);
            user.putObject("status").put("is_activated", true).put("is_frozen", false);
        }
        if (to < people.size()) {
            page.put("page_token", "+/= &" + to);
        }
        return page.put("has_more", to < people.size());
    }

    static String openId(String person) {
        return "ou_" + hex(person);
    }

    private static String unionId(String person) {
        return "on_" + hex(person);
    }

    private static String hex(String person) {
        return UUID.nameUUIDFromBytes(person.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static String bearer(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
    }

    private static Map<String, String> texts(String body) throws IOException {
        var fields = new HashMap<String, String>();
        JsonNode parsed = StackDirectory.JSON.readTree(body);
        parsed.fieldNames()
                .forEachRemaining(name -> fields.put(name, parsed.path(name).asText()));
        return fields;
    }

    private static Map<String, String> form(String encoded) {
        var fields = new HashMap<String, String>();
        if (encoded != null) {
            for (var pair : encoded.split("&", -1)) {
                var parts = pair.split("=", 2);
                fields.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static ObjectNode json() {
        return StackDirectory.JSON.createObjectNode();
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
