package pro.jit.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static pro.jit.gateway.forward.RawConnection.lines;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.gateway.TestEnvironment;

/** {@code docs/how-to/put-nginx-in-front.md} in a real nginx, with TLS, before a real gateway and a server that tells what reached it. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(value = TestUpstream.class, restrictToAnnotatedClass = true)
class NginxRecipeIT {
    private static final String HOST = "apps.example.com";

    private final Sessions sessions;
    private final URI upstream;
    private final URI gateway;
    private NginxServer nginx;

    NginxRecipeIT(
            Sessions sessions,
            @ConfigProperty(name = "test.upstream", defaultValue = "http://not.started") URI upstream,
            @ConfigProperty(name = "test.url") URI gateway) {
        this.sessions = sessions;
        this.upstream = upstream;
        this.gateway = gateway;
    }

    @BeforeEach
    void startNginx(@TempDir Path folder) throws Exception {
        Sessions.awaitReadiness();
        Sessions.createApplicationAt("https://" + HOST, "nginx", "app");
        nginx = NginxServer.start(
                folder, Recipe.block("put-nginx-in-front.md", "nginx"), gateway.getPort(), upstream.getPort());
    }

    @AfterEach
    void stopNginx() throws InterruptedException {
        if (nginx != null) {
            nginx.stop();
        }
    }

    private RequestSpecification visitor() {
        return given().baseUri("https://127.0.0.1:" + nginx.port())
                .port(nginx.port())
                .relaxedHTTPSValidation()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .header("Host", HOST);
    }

    private RequestSpecification member() {
        return visitor().cookie("__Secure-jit_session", sessions.token("nginx", "app"));
    }

    @Test
    void aMembersRequestArrivesWithTheGatewaysIdentityAndNoOther() {
        member().header("X-Jit-Roles", "forged")
                .header("x-jit-member-id", "forged")
                .header("X_Jit_Roles", "forged")
                .header("Authorization", "Bearer forged")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-Proto", "http")
                .header("Connection", "X-Jit-Roles")
                .get("/nginx/app/a%2Fb?c=%20d")
                .then()
                .statusCode(200)
                .body("uri", equalTo("/nginx/app/a%2Fb?c=%20d"))
                .body("headers.x-jit-member-id", contains("member-1"))
                .body("headers.x-jit-org-id", contains("nginx"))
                .body("headers.x-jit-app-id", contains("app"))
                .body("headers.x-jit-roles", contains("administrator,teacher"))
                .body("headers.x-jit-name", contains("%E6%9D%8E%E9%9B%B7%20Li"))
                .body("headers.authorization", contains(startsWith("Bearer ey")))
                .body("headers.x_jit_roles", nullValue())
                .body("headers.x-forwarded-for", contains("127.0.0.1"))
                .body("headers.x-forwarded-proto", contains("https"))
                .body("headers.host", contains(HOST))
                .body(not(containsString("forged")));
    }

    @Test
    void withoutASessionAPageGoesToTheLoginAndBackToItself() {
        visitor()
                .accept("text/html")
                .get("/nginx/app/page?x=1")
                .then()
                .statusCode(302)
                .header("Cache-Control", "no-store")
                .header("Location", "https://" + HOST + "/nginx/app/login?return_to=%2Fnginx%2Fapp%2Fpage%3Fx%3D1");
    }

    @Test
    void withoutASessionAScriptGetsAProblem() {
        visitor()
                .accept("application/json")
                .get("/nginx/app/data")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:jit:problem:session-required"));
        visitor().accept("text/html").body("x").post("/nginx/app/data").then().statusCode(401);
    }

    @Test
    void aSessionOfAnotherApplicationOrAnotherOriginDoesNotEnter() {
        visitor()
                .cookie("__Secure-jit_session", sessions.token("nginx", "other"))
                .get("/nginx/app/")
                .then()
                .statusCode(403);
        visitor()
                .cookie("jit_session", sessions.token("nginx", "app"))
                .get("/nginx/app/")
                .then()
                .statusCode(401);
    }

    @Test
    void aVisitorCannotHaveAnotherRequestChecked() {
        var other = sessions.token("nginx", "other");
        visitor()
                .cookie("__Secure-jit_session", other)
                .header("X-Original-URL", "https://" + HOST + "/nginx/other/")
                .header("X-Forwarded-Uri", "/nginx/other/")
                .header("X-Forwarded-Host", HOST)
                .header("X-Forwarded-Proto", "https")
                .get("/nginx/app/")
                .then()
                .statusCode(403);
        visitor()
                .cookie("__Secure-jit_session", other)
                .get("/nginx/other/%2e%2e/app/")
                .then()
                .statusCode(403);
        visitor()
                .cookie("__Secure-jit_session", other)
                .get("/nginx/app/login/%2e%2e/data")
                .then()
                .statusCode(403);
        visitor().get("/_jit/check").then().statusCode(404);
    }

    @Test
    void theGatewaysOwnPagesAreReachedWithoutASession() {
        visitor()
                .accept("text/html")
                .get("/nginx/app/logout")
                .then()
                .statusCode(200)
                .header("Strict-Transport-Security", containsString("max-age"))
                .body(containsString("/nginx/app/logout"));
        visitor()
                .accept("application/json")
                .get("/nginx/app/session")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:jit:problem:session-required"));
        member().get("/nginx/app/session").then().statusCode(200).body("member.member_id", equalTo("member-1"));
    }

    @Test
    void aBodyPassesWholeAndTheCheckNeedsNone() {
        member().body(new byte[20 * 1024 * 1024])
                .post("/nginx/app/size")
                .then()
                .statusCode(200)
                .body(equalTo("20971520"));
    }

    @Test
    void aWebSocketIsOpenedWithTheIdentity() throws Exception {
        var handshake = lines(
                "GET /nginx/app/socket HTTP/1.1",
                "Host: " + HOST,
                "Cookie: __Secure-jit_session=" + sessions.token("nginx", "app"),
                "Connection: Upgrade",
                "Upgrade: websocket",
                "X-Jit-Member-Id: forged",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        try (var socket = RawConnection.tls(nginx.port())) {
            assertThat(socket.send(handshake).readUntil("member-1"))
                    .startsWith("HTTP/1.1 101")
                    .endsWith("member member-1");
        }
        try (var socket = RawConnection.tls(nginx.port())) {
            assertThat(socket.send(handshake.replace("Cookie", "No-Cookie")).readUntil("\r\n"))
                    .startsWith("HTTP/1.1 401");
        }
    }
}
