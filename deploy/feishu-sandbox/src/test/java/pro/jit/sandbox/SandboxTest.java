package pro.jit.sandbox;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.oauth.Forms;

/** One sandbox for all tests of this JVM, as new before each, and short words for calling it. */
abstract class SandboxTest {
    static final FeishuSandbox SANDBOX = FeishuSandbox.start();
    static final String APP = Apps.DEMONSTRATION_ID;
    static final String SECRET = Apps.DEMONSTRATION_SECRET;
    static final String CALLBACK = "http://localhost:8080/whwy/app1/login";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeEach
    void asNew() {
        SANDBOX.reset();
        SANDBOX.apps().update(APP, app -> app.withRedirectUrls(java.util.List.of(CALLBACK)));
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : SANDBOX.origin() + path));
    }

    static Answer get(String path) {
        return send(request(path));
    }

    static Answer get(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    static HttpRequest.Builder json(String method, String path, JsonObject body) {
        return request(path)
                .header("Content-Type", "application/json; charset=utf-8")
                .method(method, BodyPublishers.ofString(body.encode()));
    }

    static Answer post(String path, JsonObject body) {
        return send(json("POST", path, body));
    }

    static Answer put(String path, JsonObject body) {
        return send(json("PUT", path, body));
    }

    static Answer postForm(String path, Map<String, String> form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(query(form))));
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The app's own token. */
    static String tenantToken() {
        return post(
                        "/open-apis/auth/v3/tenant_access_token/internal",
                        new JsonObject().put("app_id", APP).put("app_secret", SECRET))
                .json()
                .getString("tenant_access_token");
    }

    /** The address of the authorize page with these parameters besides the usual ones. */
    static String authorize(Map<String, String> more) {
        var parameters = new java.util.LinkedHashMap<>(
                Map.of("client_id", APP, "redirect_uri", CALLBACK, "response_type", "code", "state", "st-1"));
        parameters.putAll(more);
        return SANDBOX.origin() + "/open-apis/authen/v1/authorize?" + query(parameters);
    }

    /** A code for Lin Xiaoman, who agreed. */
    static String code(Map<String, String> more) {
        return codeIn(SANDBOX.approve(authorize(more), "lin-xiaoman"));
    }

    static String codeIn(URI callback) {
        return Forms.parse(callback.getRawQuery()).getOrDefault("code", "");
    }

    /** What redeems a code at v2 or v3. */
    static JsonObject redemption(String code) {
        return new JsonObject()
                .put("grant_type", "authorization_code")
                .put("client_id", APP)
                .put("client_secret", SECRET)
                .put("code", code)
                .put("redirect_uri", CALLBACK);
    }

    static final String V2 = "/open-apis/authen/v2/oauth/token";
    static final String V3 = "/oauth/v3/token";
}
