package pro.jit.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Feishu (three origins), org-sync-service and permission-service as the gateway sees them, each on its own port and each told by a test what to
 * answer. Where the sandbox stands for Feishu as it should be, this stands for whatever else may come back.
 */
public final class Neighbours {
    public static final String APP_ID = "cli_a1b2c3d4e5f60718";
    public static final String SECRET = "secret-of-the-feishu-app";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static @Nullable Neighbours running;

    /** An answer to be given. */
    public record Reply(int status, String body, int delayMillis) {
        public static Reply ok(String body) {
            return new Reply(200, body, 0);
        }

        public static Reply of(int status, String body) {
            return new Reply(status, body, 0);
        }
    }

    /** A request that came. */
    public record Call(String server, String path, String authorization, JsonNode body, String requestId) {}

    private final Map<String, Supplier<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    private Neighbours() {}

    /** The running ones, with nothing told and nothing seen yet. */
    public static synchronized Neighbours fresh() {
        var neighbours = running;
        if (neighbours == null) {
            neighbours = new Neighbours();
            for (var name : List.of("open", "accounts", "passport", "org-sync", "permission")) {
                neighbours.listen(name);
            }
            running = neighbours;
        }
        neighbours.replies.clear();
        neighbours.calls.clear();
        return neighbours;
    }

    private void listen(String name) {
        var port = ConfigProvider.getConfig().getValue("test.port." + name, Integer.class);
        // Another test class may have its own class loader, and its neighbours still listen there.
        if (System.getProperties().get("neighbour." + port) instanceof HttpServer earlier) {
            earlier.stop(0);
        }
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                var thread = new Thread(work, "neighbour-" + name);
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", exchange -> answer(name, exchange));
            server.start();
            System.getProperties().put("neighbour." + port, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(String name, HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var bytes = exchange.getRequestBody().readAllBytes();
            calls.add(new Call(
                    name,
                    path,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    json(new String(bytes, StandardCharsets.UTF_8)),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Request-Id"))));
            var told = replies.get(name + " " + path);
            var reply = told == null ? Reply.of(404, "404 page not found") : told.get();
            if (reply.delayMillis() > 0) {
                Thread.sleep(reply.delayMillis());
            }
            exchange.getResponseHeaders().set("X-Tt-Logid", "2026112400000001");
            var body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** From now on, {@code server} answers this at {@code path}. */
    public void tell(String server, String path, Reply reply) {
        replies.put(server + " " + path, () -> reply);
    }

    /** What has been asked at this path. */
    public List<Call> callsTo(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    // What the happy day looks like; a test changes one thing.

    /** org-sync-service knows these organizations of the application; each is {@code id[:status]}. */
    public void organizations(String orgId, String appId, String... organizations) {
        var entries = new ArrayList<String>();
        for (var organization : organizations) {
            var parts = organization.split(":", 2);
            entries.add("""
                    {"organization_id":"%s","title":"Company %s","status":"%s","platform":"feishu","feishu_app_id":"%s",
                     "feishu_app_secret":"%s","tenant_key":"tenant0000000001","tenant_name":"Example Ltd",
                     "token_endpoint_generation":"v2"}""".formatted(parts[0], parts[0], parts.length > 1 ? parts[1] : "active", APP_ID, SECRET));
        }
        tell(
                "org-sync",
                "/api/org/login-configurations/" + orgId + "/" + appId,
                Reply.ok("{\"org_id\":\"%s\",\"app_id\":\"%s\",\"organizations\":[%s]}"
                        .formatted(orgId, appId, String.join(",", entries))));
    }

    /** Feishu confirms whoever comes: 林小满 of the right tenant. */
    public void feishuConfirms() {
        tell("open", "/open-apis/authen/v2/oauth/token", Reply.ok("""
                {"code":0,"access_token":"user-token","expires_in":7200,"token_type":"Bearer","scope":""}"""));
        tell("open", "/open-apis/auth/v3/app_access_token/internal", Reply.ok("""
                {"code":0,"msg":"ok","app_access_token":"t-app","tenant_access_token":"t-app","expire":7200}"""));
        tell("open", "/open-apis/authen/v1/oidc/access_token", Reply.ok("""
                {"code":0,"msg":"success","data":{"access_token":"u-token","token_type":"Bearer","expires_in":7199}}"""));
        person("tenant0000000001");
    }

    /** Feishu says 林小满 is of this tenant. */
    public void person(String tenantKey) {
        tell("open", "/open-apis/authen/v1/user_info", Reply.ok("""
                {"code":0,"msg":"success","data":{"name":"林小满","en_name":"Xiaoman Lin","avatar_url":"https://img.example/a.png",
                 "open_id":"ou_1","union_id":"on_1","tenant_key":"%s"}}""".formatted(tenantKey)));
    }

    /** permission-service lets the member in with these roles. */
    public void granted(String memberId, String organizationId, String... roles) {
        tell("permission", "/access/v1/evaluation", Reply.ok("""
                {"decision":true,"context":{"reason":"granted","member_id":"%s","organization_id":"%s","roles":%s,
                 "name":"林小满","picture":null}}""".formatted(
                        memberId, organizationId, JSON.valueToTree(List.of(roles)))));
    }

    /** permission-service refuses. */
    public void denied(String reason) {
        tell("permission", "/access/v1/evaluation", Reply.ok("""
                {"decision":false,"context":{"reason":"%s","administrators":["王主管"]}}""".formatted(reason)));
    }
}
