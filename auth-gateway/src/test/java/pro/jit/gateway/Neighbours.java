package pro.jit.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
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

    /** An answer to be given; with status 0, the connection is closed instead. */
    public record Reply(int status, String body, int delayMillis, boolean headers) {
        public Reply(int status, String body, int delayMillis) {
            this(status, body, delayMillis, true);
        }

        public static Reply ok(String body) {
            return new Reply(200, body, 0);
        }

        public static Reply of(int status, String body) {
            return new Reply(status, body, 0);
        }

        public static Reply hangUp() {
            return of(0, "");
        }

        /** Without what Feishu adds to most of its answers, its log id. */
        public Reply withoutHeaders() {
            return new Reply(status, body, delayMillis, false);
        }
    }

    /** A request that came. */
    public record Call(String server, String path, String authorization, JsonNode body, String requestId) {}

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Neighbours() {}

    /** The running ones, with nothing told and nothing seen yet. */
    public static Neighbours fresh() {
        for (var server : TestNeighbours.NAMES) {
            control(server, "reset", "");
        }
        return new Neighbours();
    }

    /** From now on, {@code server} answers this at {@code path}. */
    public void tell(String server, String path, Reply reply) {
        tell(server, path, null, reply);
    }

    /** From now on, {@code server} answers this to whoever comes with this token. */
    public void tellBearer(String server, String path, String token, Reply reply) {
        tell(server, path, "Bearer " + token, reply);
    }

    /** From now on, {@code server} answers nothing at all. */
    public void silence(String server) {
        control(server, "silence", "");
    }

    private static void tell(String server, String path, @Nullable String authorization, Reply reply) {
        control(
                server,
                "tell",
                JSON.createObjectNode()
                        .put("path", path)
                        .put("authorization", authorization)
                        .put("headers", reply.headers())
                        .put("status", reply.status())
                        .put("body", reply.body())
                        .put("delay_millis", reply.delayMillis())
                        .toString());
    }

    /** What has been asked at this path. */
    public List<Call> callsTo(String path) {
        var calls = new ArrayList<Call>();
        for (var server : TestNeighbours.NAMES) {
            for (var call : json(control(server, "calls", ""))) {
                if (call.path("path").asText().equals(path)) {
                    calls.add(new Call(
                            server,
                            path,
                            call.path("authorization").asText(),
                            json(call.path("body").asText()),
                            call.path("request_id").asText()));
                }
            }
        }
        return calls;
    }

    private static String control(String server, String what, String body) {
        var port = ConfigProvider.getConfig().getValue("test.port." + server, Integer.class);
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + port + TestNeighbours.CONTROL + what))
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    // What the happy day looks like; a test changes one thing.

    /** org-sync-service knows these organizations of the application; each is {@code id[:status]}. */
    public void organizations(String orgId, String appId, String... organizations) {
        organizationsOf(APP_ID, orgId, appId, organizations);
    }

    /** The application has one organization, with a Feishu app of its own. */
    public void feishuApp(String feishuAppId, String orgId, String appId, String organization) {
        organizationsOf(feishuAppId, orgId, appId, organization);
    }

    /** An organization as org-sync-service tells it; null: not known. */
    public record Organization(
            String id,
            String platform,
            String feishuAppId,
            String generation,
            @Nullable String tenantKey) {}

    /** The application has exactly these. */
    public void configured(String orgId, String appId, Organization... organizations) {
        var entries = JSON.createArrayNode();
        for (var organization : organizations) {
            entries.addObject()
                    .put("organization_id", organization.id())
                    .put("title", "Company " + organization.id())
                    .put("status", "active")
                    .put("platform", organization.platform())
                    .put("feishu_app_id", organization.feishuAppId())
                    .put("feishu_app_secret", SECRET)
                    .put("tenant_key", organization.tenantKey())
                    .put("tenant_name", "Example Ltd")
                    .put("token_endpoint_generation", organization.generation());
        }
        tell(
                "org-sync",
                "/api/org/login-configurations/" + orgId + "/" + appId,
                Reply.ok("{\"organizations\":%s}".formatted(entries)));
    }

    private void organizationsOf(String feishuAppId, String orgId, String appId, String... organizations) {
        var entries = new ArrayList<String>();
        for (var organization : organizations) {
            var parts = organization.split(":", 2);
            entries.add("""
                    {"organization_id":"%s","title":"Company %s","status":"%s","platform":"feishu","feishu_app_id":"%s",
                     "feishu_app_secret":"%s","tenant_key":"tenant0000000001","tenant_name":"Example Ltd",
                     "token_endpoint_generation":"v2"}""".formatted(parts[0], parts[0], parts.length > 1 ? parts[1] : "active", feishuAppId, SECRET));
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
        grantedAfter(0, memberId, organizationId, roles);
    }

    /** permission-service lets the member in, but takes its time to say so. */
    public void grantedAfter(int delayMillis, String memberId, String organizationId, String... roles) {
        var body = """
                {"decision":true,"context":{"reason":"granted","member_id":"%s","organization_id":"%s","roles":%s,
                 "name":"林小满","picture":null}}""".formatted(memberId, organizationId, JSON.valueToTree(List.of(roles)));
        tell("permission", "/access/v1/evaluation", new Reply(200, body, delayMillis));
    }

    /** permission-service refuses. */
    public void denied(String reason) {
        tell("permission", "/access/v1/evaluation", Reply.ok("""
                {"decision":false,"context":{"reason":"%s","administrators":["王主管"]}}""".formatted(reason)));
    }
}
