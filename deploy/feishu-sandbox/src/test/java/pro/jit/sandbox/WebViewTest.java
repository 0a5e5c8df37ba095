package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app in a window of the page, as it is inside Feishu. */
class WebViewTest extends SandboxTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient BROWSER = VERTX.createHttpClient();
    private static String app = "";

    private record Seen(int status, Map<String, String> headers, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }

        URI location() {
            return URI.create(headers.getOrDefault("location", ""));
        }
    }

    @BeforeAll
    static void startTheApp() throws Exception {
        var server = VERTX.createHttpServer()
                .requestHandler(WebViewTest::answer)
                .webSocketHandler(socket -> socket.textMessageHandler(text ->
                        socket.writeTextMessage(text + " " + socket.headers().get("User-Agent"))))
                .listen(0, "localhost");
        app = "http://localhost:"
                + await(server.toCompletionStage().toCompletableFuture()).actualPort();
    }

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @BeforeEach
    void registerTheApp() {
        SANDBOX.apps().update(APP, it -> it.withHomePages(app + "/home", app + "/home")
                .withRedirectUrls(List.of(app + "/page", app + "/callback")));
    }

    private static void answer(HttpServerRequest request) {
        var response = request.response();
        switch (request.path()) {
            case "/home" ->
                response.setStatusCode(302)
                        .putHeader("Set-Cookie", (Iterable<String>)
                                List.of("transaction=t1; Path=/; HttpOnly; SameSite=Lax", "gone=1; Max-Age=0"))
                        .putHeader(
                                "Location",
                                SANDBOX.origin() + "/open-apis/authen/v1/authorize?"
                                        + query(Map.of(
                                                "client_id",
                                                APP,
                                                "redirect_uri",
                                                app + "/callback",
                                                "response_type",
                                                "code",
                                                "state",
                                                "s1")))
                        .end();
            case "/page" ->
                response.putHeader("Content-Type", "text/html; charset=utf-8")
                        .putHeader("X-Frame-Options", "DENY")
                        .putHeader(
                                "Content-Security-Policy",
                                "default-src 'none'; script-src https://x.example; frame-ancestors 'none'")
                        .end("<!doctype html><html><head><title>页面</title></head><body>💡</body></html>");
            case "/large" -> response.putHeader("Content-Type", "text/html").end("x".repeat(300_000));
            default -> {
                var headers = new JsonObject();
                request.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
                request.bodyHandler(body -> response.putHeader("Content-Type", "application/json")
                        .end(new JsonObject()
                                .put("headers", headers)
                                .put("uri", request.uri())
                                .put("body", body.toString())
                                .encode()));
            }
        }
    }

    @Test
    void signsInWithoutAQuestionAsInsideFeishu() {
        var home = visit(open("phone"));
        assertThat(home.status()).isEqualTo(302);
        assertThat(home.headers()).doesNotContainKey("set-cookie");
        assertThat(home.location().getHost()).endsWith(".client.localhost");

        var authorize = visit(home.location());
        assertThat(authorize.status()).isEqualTo(302);
        var callback = visit(authorize.location());
        var seen = callback.json();

        assertThat(seen.getString("uri")).startsWith("/callback?code=").endsWith("&state=s1");
        assertThat(seen.getJsonObject("headers").getString("cookie"))
                .contains("transaction=t1")
                .doesNotContain("gone");
        assertThat(seen.getJsonObject("headers").getString("user-agent")).contains("iPhone", "Lark/");
        assertThat(URI.create("http://" + seen.getJsonObject("headers").getString("host")))
                .isEqualTo(URI.create(app));
        var code = pro.jit.sandbox.oauth.Forms.parse(
                        URI.create(seen.getString("uri")).getRawQuery())
                .getOrDefault("code", "");
        assertThat(post(V2, redemption(code).put("redirect_uri", app + "/callback"))
                        .code())
                .isZero();
    }

    @Test
    void letsTheAppBelieveItIsCalledByTheClientItself() {
        var page = open("desktop").resolve("/echo?q=%E4%BD%A0&x=a%2Fb");
        var seen = visit(
                        HttpMethod.POST,
                        page,
                        Map.of(
                                "Origin", "http://" + page.getAuthority(),
                                "Referer", "http://" + page.getAuthority() + "/page?a=1",
                                "Sec-Fetch-Dest", "iframe",
                                "Sec-Fetch-Site", "cross-site",
                                "Cookie", "of=the-browser"),
                        "a body of 数据")
                .json();

        assertThat(seen.getString("body")).isEqualTo("a body of 数据");
        assertThat(seen.getString("uri")).isEqualTo("/echo?q=%E4%BD%A0&x=a%2Fb");
        var headers = seen.getJsonObject("headers");
        assertThat(headers.getString("origin")).isEqualTo(app);
        assertThat(headers.getString("referer")).isEqualTo(app + "/page?a=1");
        assertThat(headers.getString("sec-fetch-dest")).isEqualTo("document");
        assertThat(headers.getString("sec-fetch-site")).isEqualTo("none");
        assertThat(headers.getString("user-agent")).contains("Macintosh", "Lark/");
        assertThat(headers.getString("cookie")).doesNotContain("of=the-browser");

        var fromElsewhere = visit(
                        HttpMethod.GET,
                        page,
                        Map.of("Origin", "https://evil.example", "Referer", SANDBOX.origin() + "/"),
                        "")
                .json();
        assertThat(fromElsewhere.getJsonObject("headers").fieldNames()).doesNotContain("origin", "referer");
    }

    @Test
    void putsTheBridgeIntoPagesAndLetsThemBeFramed() {
        var page = visit(open("desktop").resolve("/page"));

        assertThat(page.body())
                .contains(
                        "<head><script src=\"/__feishu__/bridge.js\" data-agent=\"Mozilla/5.0 (Macintosh",
                        "data-origin=\"" + app + "\"",
                        "页面",
                        "💡");
        assertThat(page.headers()).doesNotContainKey("x-frame-options");
        assertThat(page.headers().get("content-security-policy"))
                .isEqualTo("default-src 'none'; script-src 'self' https://x.example; connect-src 'self'");
        assertThat(visit(open("desktop").resolve("/__feishu__/bridge.js")).body())
                .contains("userAgent");
        assertThat(visit(open("desktop").resolve("/large")).body())
                .hasSizeGreaterThan(300_000)
                .startsWith("<script");
    }

    @Test
    void givesTheBridgeACodeForThePersonOfTheWindow() {
        var asked =
                new JsonObject().put("api", "requestAccess").put("app_id", APP).put("url", app + "/page");
        var answer = visit(
                HttpMethod.POST,
                open("desktop").resolve("/__feishu__/code"),
                Map.of("Content-Type", "application/json"),
                asked.encode());

        var body = redemption(answer.json().getString("code"));
        body.remove("redirect_uri");
        var redeemed = post(V2, body);
        assertThat(get("/open-apis/authen/v1/user_info", redeemed.json().getString("access_token"))
                        .data()
                        .getString("en_name"))
                .isEqualTo("Xiaoman Lin");
    }

    @Test
    void carriesWebSocketsToo() throws Exception {
        var address = open("desktop");
        var answered = new CompletableFuture<String>();
        var socket = VERTX.createWebSocketClient()
                .connect(new WebSocketConnectOptions()
                        .setHost("localhost")
                        .setPort(address.getPort())
                        .addHeader("Host", address.getAuthority())
                        .setURI("/socket"));
        await(socket.toCompletionStage().toCompletableFuture())
                .textMessageHandler(answered::complete)
                .writeTextMessage("hello");

        assertThat(await(answered)).startsWith("hello ").contains("Lark/");
    }

    @Test
    void saysWhenTheAppIsAwayOrTheWindowClosed() {
        SANDBOX.apps().update(APP, it -> it.withHomePages("http://localhost:1/home", null));
        var away = visit(open("desktop"));
        assertThat(away.status()).isEqualTo(502);
        assertThat(away.body()).contains("does not answer: http://localhost:1");

        var window = open("desktop");
        SANDBOX.reset();
        assertThat(visit(window).status()).isEqualTo(404);
        assertThat(visit(URI.create(window.toString().replaceFirst("-0\\.", "-7.")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void opensOnlyWhatIsThere() {
        assertThat(opening(APP, "lin-xiaoman", "watch").status()).isEqualTo(400);
        assertThat(opening(APP, "nobody", "phone").status()).isEqualTo(404);
        assertThat(opening("cli_none", "lin-xiaoman", "phone").status()).isEqualTo(404);
        SANDBOX.apps().update(APP, it -> it.withHomePages(null, null));
        assertThat(opening(APP, "lin-xiaoman", "phone").status()).isEqualTo(400);
        assertThat(get("/sandbox/api/web-views").json().getBoolean("reachable")).isTrue();
    }

    private static Answer opening(String appId, String person, String device) {
        return post(
                "/sandbox/api/web-views",
                new JsonObject().put("app_id", appId).put("person", person).put("device", device));
    }

    private static URI open(String device) {
        return URI.create(opening(APP, "lin-xiaoman", device).json().getString("address"));
    }

    private static Seen visit(URI address) {
        return visit(HttpMethod.GET, address, Map.of(), "");
    }

    // The JDK's client asks the system for the host's address, which not every system knows; a browser does.
    private static Seen visit(HttpMethod method, URI address, Map<String, String> headers, String body) {
        var path = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        var options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(address.getPort(), "localhost"))
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setMethod(method)
                .setURI(path);
        headers.forEach(options::putHeader);
        var seen = BROWSER.request(options)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(content -> seen(response, content.toString())));
        try {
            return await(seen.toCompletionStage().toCompletableFuture());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Seen seen(HttpClientResponse response, String body) {
        var headers = new java.util.HashMap<String, String>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return new Seen(response.statusCode(), headers, body);
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }
}
