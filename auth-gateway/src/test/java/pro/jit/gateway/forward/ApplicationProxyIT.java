package pro.jit.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.token.TokenCalls;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(value = TestUpstream.class, restrictToAnnotatedClass = true)
class ApplicationProxyIT {
    private final Sessions sessions;
    private final String upstream;
    private final URI gateway;

    ApplicationProxyIT(
            Sessions sessions,
            @ConfigProperty(name = "test.upstream", defaultValue = "not started") String upstream,
            @ConfigProperty(name = "test.url") URI gateway) {
        this.sessions = sessions;
        this.upstream = upstream;
        this.gateway = gateway;
    }

    @BeforeEach
    void createApplications() {
        Sessions.awaitReadiness();
        Sessions.createApplication("proxy", "app", upstream);
        Sessions.createApplication("proxy", "bare", null);
        Sessions.createApplication("proxy", "down", "http://127.0.0.1:1");
    }

    private RequestSpecification signedIn(String appId) {
        return given().redirects().follow(false).cookie("jit_session", sessions.token("proxy", appId));
    }

    @Test
    void theApplicationIsToldWhoIsCallingAndNothingTheClientClaims() {
        signedIn("app")
                .urlEncodingEnabled(false)
                .header("X-Jit-Member-Id", "forged")
                .header("X-Jit-Roles", "forged")
                .header("X_Jit_Name", "forged")
                .header("Authorization", "Bearer forged")
                .header("X-Forwarded-Host", "localhost:8080")
                .cookie("jit_refresh", "secret")
                .cookie("theme", "dark")
                .get("/proxy/app/a%2Fb/c?d=%20e")
                .then()
                .statusCode(200)
                .body("uri", equalTo("/proxy/app/a%2Fb/c?d=%20e"))
                .body("headers.x-jit-member-id", contains("member-1"))
                .body("headers.x-jit-org-id", contains("proxy"))
                .body("headers.x-jit-app-id", contains("app"))
                .body("headers.x-jit-roles", contains("administrator,teacher"))
                .body("headers.x-jit-name", contains("%E6%9D%8E%E9%9B%B7%20Li"))
                .body("headers.x_jit_name", nullValue())
                .body("headers.authorization[0]", containsString("Bearer ey"))
                .body("headers.cookie", contains("theme=dark"))
                .body("headers.x-forwarded-host", contains("localhost:8080"))
                .body("headers.x-forwarded-proto", contains("http"));
    }

    @Test
    void theApplicationCannotSetOurCookies() {
        var cookies = signedIn("app").get("/proxy/app/").headers().getValues("Set-Cookie");

        assertThat(cookies).containsExactly("theme=dark");
    }

    @Test
    void withoutASessionANavigationGoesToTheLoginPage() {
        given().redirects()
                .follow(false)
                .accept("text/html")
                .get("/proxy/app/page?x=1")
                .then()
                .statusCode(302)
                .header("Location", containsString("/proxy/app/login?return_to=%2Fproxy%2Fapp%2Fpage%3Fx%3D1"));
    }

    @Test
    void withoutASessionAnythingElseIsAProblem() {
        given().accept("application/json")
                .get("/proxy/app/data")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:jit:problem:session-required"));
        given().accept("text/html")
                .post("/proxy/app/data")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:jit:problem:session-required"));
    }

    @Test
    void aSessionOfAnotherApplicationDoesNotEnter() {
        given().cookie("jit_session", sessions.token("proxy", "bare"))
                .accept("application/json")
                .get("/proxy/app/data")
                .then()
                .statusCode(401);
    }

    @Test
    void anUnknownApplicationIsNamed() {
        given().accept("application/json")
                .get("/proxy/nowhere/")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:jit:problem:unknown-application"));
        given().accept("text/html")
                .get("/proxy/nowhere/x")
                .then()
                .statusCode(404)
                .body(containsString("content=\"unknown-application\""));
    }

    @Test
    void anApplicationThatDoesNotAnswerIsNamed() {
        for (var path : new String[] {"/proxy/down/", "/proxy/app/cut"}) {
            signedIn(path.contains("down") ? "down" : "app")
                    .accept("application/json")
                    .get(path)
                    .then()
                    .statusCode(502)
                    .body("type", equalTo("urn:jit:problem:application-unavailable"));
        }
        signedIn("down")
                .body("x".repeat(100_000))
                .accept("text/html")
                .post("/proxy/down/")
                .then()
                .statusCode(502)
                .body(containsString("content=\"application-unavailable\""));
    }

    @Test
    void anAmbiguousPathReachesNobody() throws Exception {
        var request = new Socket(gateway.getHost(), gateway.getPort());
        try (request) {
            request.getOutputStream()
                    .write("GET /proxy/app/../bare/ HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void aLargeBodyStreamsThrough() {
        signedIn("app")
                .contentType("application/octet-stream")
                .body(new byte[20 * 1024 * 1024])
                .post("/proxy/app/size")
                .then()
                .statusCode(200)
                .body(equalTo("20971520"));
    }

    @Test
    void http2IsPassedOnWithAndWithoutABody() throws Exception {
        var request = HttpRequest.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .header("Cookie", "jit_session=" + sessions.token("proxy", "app"));
        try (var client = HttpClient.newHttpClient()) {
            var upgraded = client.send(
                    request.copy().uri(gateway.resolve("/proxy/app/")).build(), BodyHandlers.ofString());
            var posted = client.send(
                    request.copy()
                            .uri(gateway.resolve("/proxy/app/size"))
                            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat(300_000))))
                            .build(),
                    BodyHandlers.ofString());
            var got = client.send(
                    request.copy().uri(gateway.resolve("/proxy/app/")).build(), BodyHandlers.ofString());

            assertThat(upgraded.statusCode()).isEqualTo(200);
            assertThat(posted.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(posted.body()).isEqualTo("300000");
            assertThat(got.body()).contains("member-1");
        }
    }

    @Test
    void anAnswerIsPassedOnAsItComes() throws Exception {
        var request = HttpRequest.newBuilder(gateway.resolve("/proxy/app/slow"))
                .header("Cookie", "jit_session=" + sessions.token("proxy", "app"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofInputStream());
            var first = new String(response.body().readNBytes(5), StandardCharsets.UTF_8);

            assertThat(first).as("before the application has ended its answer").isEqualTo("first");
            signedIn("app").get("/proxy/app/slow/end").then().statusCode(200);
            assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("last");
        }
    }

    @Test
    void aWebSocketOfTheApplicationsPageIsUpgradedWithTheIdentity() throws Exception {
        var received = new LinkedBlockingQueue<String>();
        var socket = webSocket("http://localhost:8080", received).get(10, TimeUnit.SECONDS);

        socket.sendText("hello", true).get(10, TimeUnit.SECONDS);

        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("member member-1");
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
        socket.abort();
    }

    @Test
    void aWebSocketOfAForeignPageIsRefused() {
        var handshake = webSocket("https://evil.example", new LinkedBlockingQueue<>());

        assertThatThrownBy(() -> handshake.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(403));
    }

    private CompletableFuture<WebSocket> webSocket(String origin, LinkedBlockingQueue<String> received) {
        var address = URI.create(gateway.toString().replaceFirst("http", "ws")).resolve("/proxy/app/socket");
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", "jit_session=" + sessions.token("proxy", "app"))
                .header("Origin", origin)
                .header("X-Jit-Member-Id", "forged")
                .buildAsync(address, new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        received.add(text.toString());
                        socket.request(1);
                        return null;
                    }
                });
    }

    @Test
    void withoutAnUpstreamAPageSaysWhoIsSignedIn() {
        for (var path : new String[] {"/proxy/bare", "/proxy/bare/"}) {
            signedIn("bare")
                    .accept("text/html")
                    .header("Accept-Language", "en")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                    .header("Cache-Control", "no-store")
                    .body(containsString("李雷 Li"))
                    .body(containsString("administrator"))
                    .body(containsString("action=\"/proxy/bare/logout\""));
        }
        signedIn("bare").accept("application/json").get("/proxy/bare/x").then().statusCode(404);
    }

    @Test
    void siblingsAreReachedWithTheCallersTokenAndWithoutClaims() {
        for (var path : new String[] {
            "/api/org/organizations?x=1", "/api/permission/x", "/scim/v2/Users?count=1", "/feishu/events/1"
        }) {
            var answer = given().header("Authorization", "Bearer of-the-caller")
                    .header("X-Jit-Member-Id", "forged")
                    .header("X-Request-Id", "request-of-the-test")
                    .cookie("jit_session", "x")
                    .post(path);
            assertThat(answer.headers().getValues("X-Request-Id")).containsExactly("request-of-the-test");
            answer.then()
                    .statusCode(200)
                    .header("X-Request-Id", "request-of-the-test")
                    .body("uri", equalTo(path))
                    .body("headers.authorization", contains("Bearer of-the-caller"))
                    .body("headers.x-request-id", contains("request-of-the-test"))
                    .body("headers.x-jit-member-id", nullValue())
                    .body("headers.cookie", nullValue());
        }
    }

    @Test
    void ourOwnRoutesAreNotTheApplications() {
        for (var path : new String[] {"/proxy/app/login", "/proxy/app/logout", "/proxy/app/session"}) {
            var body = signedIn("app").accept("*/*").get(path).asString();
            assertThat(body).doesNotContain("x-jit-member-id");
        }
        TokenCalls.withScope("applications:read")
                .get("/api/auth/applications/proxy/app")
                .then()
                .statusCode(200);
    }

    @Test
    void aQueryAsBrowsersWriteItReachesTheApplicationUnchanged() throws Exception {
        for (var query : List.of("filter={%22a%22:[1|2]}", "q=100%", "q=%zz&x=`^", "q=a+b")) {
            try (var connection = RawConnection.to(gateway)) {
                var answer = connection
                        .send(RawConnection.lines(
                                "GET /proxy/app/list?" + query + " HTTP/1.1",
                                "Host: localhost:8080",
                                "Cookie: jit_session=" + sessions.token("proxy", "app"),
                                "Connection: close"))
                        .readAll();

                assertThat(answer)
                        .startsWith("HTTP/1.1 200 ")
                        .contains("/proxy/app/list?" + query.replace("\"", "\\\""));
            }
        }
    }

    @Test
    void aDeepLinkAsBrowsersWriteItIsKeptThroughTheLogin() throws Exception {
        try (var connection = RawConnection.to(gateway)) {
            var answer = connection
                    .send(RawConnection.lines(
                            "GET /proxy/app/list?filter={1|2}&q=100%&p=%41 HTTP/1.1",
                            "Host: localhost:8080", "Accept: text/html", "Connection: close"))
                    .readAll();

            assertThat(answer)
                    .startsWith("HTTP/1.1 302 ")
                    .contains(
                            "/proxy/app/login?return_to=%2Fproxy%2Fapp%2Flist%3Ffilter%3D%257B1%257C2%257D%26q%3D100%2525%26p%3D%2541\r\n");
        }
    }
}
