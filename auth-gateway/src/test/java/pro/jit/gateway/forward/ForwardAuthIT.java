package pro.jit.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.token.TokenCalls;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ForwardAuthIT {
    private final Sessions sessions;

    ForwardAuthIT(Sessions sessions) {
        this.sessions = sessions;
    }

    /** A proxy's way to ask about {@code GET http://localhost:8080} + uri. */
    private interface Proxy {
        RequestSpecification about(String method, String uri);
    }

    static Stream<Proxy> proxies() {
        return Stream.of(
                (method, uri) -> given().redirects()
                        .follow(false)
                        .header("X-Forwarded-Method", method)
                        .header("X-Forwarded-Proto", "http")
                        .header("X-Forwarded-Host", "localhost:8080")
                        .header("X-Forwarded-Uri", uri)
                        .header("X-Forwarded-For", "203.0.113.9"),
                (method, uri) -> given().redirects()
                        .follow(false)
                        .header("X-Original-Method", method)
                        .header("X-Original-URL", "http://localhost:8080" + uri));
    }

    @BeforeEach
    void createApplication() {
        Sessions.awaitReadiness();
        Sessions.createApplication("fwd", "app", null);
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void aLiveSessionPassesWithItsIdentity(Proxy proxy) {
        var token = sessions.token("fwd", "app");

        proxy.about("GET", "/fwd/app/page?x=1")
                .cookie("jit_session", token)
                .header("X-Jit-Member-Id", "forged")
                .get("/forward-auth")
                .then()
                .statusCode(200)
                .body(equalTo(""))
                .header("X-Jit-Member-Id", "member-1")
                .header("X-Jit-Org-Id", "fwd")
                .header("X-Jit-App-Id", "app")
                .header("X-Jit-Roles", "administrator,teacher")
                .header("X-Jit-Name", "%E6%9D%8E%E9%9B%B7%20Li")
                .header("Authorization", "Bearer " + token);
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void withoutASessionAScriptGetsAProblem(Proxy proxy) {
        proxy.about("GET", "/fwd/app/data")
                .accept("application/json")
                .get("/forward-auth")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:jit:problem:session-required"))
                .header("X-Jit-Login", nullValue());
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void withoutASessionANavigationIsToldWhereToSignIn(Proxy proxy) {
        var login = "http://localhost:8080/fwd/app/login?return_to=%2Ffwd%2Fapp%2Fpage%3Fx%3D1";

        proxy.about("GET", "/fwd/app/page?x=1")
                .accept("text/html,*/*")
                .get("/forward-auth")
                .then()
                .statusCode(401)
                .header("X-Jit-Login", login);
        proxy.about("GET", "/fwd/app/page?x=1")
                .accept("text/html,*/*")
                .get("/forward-auth?redirect=true")
                .then()
                .statusCode(302)
                .header("Location", login);
        proxy.about("POST", "/fwd/app/page")
                .accept("text/html")
                .get("/forward-auth?redirect=true")
                .then()
                .statusCode(401);
    }

    @Test
    void aHostTheApplicationDoesNotNameIsNeverPartOfTheLogin() {
        given().redirects()
                .follow(false)
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Uri", "/fwd/app/")
                .accept("text/html")
                .get("/forward-auth?redirect=true")
                .then()
                .statusCode(302)
                .header("Location", "http://localhost:8080/fwd/app/login?return_to=%2Ffwd%2Fapp%2F");
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void aSessionOfAnotherApplicationIsForbidden(Proxy proxy) {
        proxy.about("GET", "/fwd/app/")
                .cookie("jit_session", sessions.token("fwd", "other"))
                .get("/forward-auth")
                .then()
                .statusCode(403)
                .header("X-Jit-Member-Id", nullValue());
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void anExpiredOrForeignTokenIsNoSession(Proxy proxy) {
        proxy.about("GET", "/fwd/app/")
                .cookie("jit_session", sessions.token("fwd", "app", Duration.ofSeconds(-1)))
                .get("/forward-auth")
                .then()
                .statusCode(401);
        proxy.about("GET", "/fwd/app/")
                .cookie("jit_session", TokenCalls.operatorToken("members:read"))
                .get("/forward-auth")
                .then()
                .statusCode(401);
        proxy.about("GET", "/fwd/app/")
                .cookie("jit_session", sessions.token("fwd", "app") + "x")
                .get("/forward-auth")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void anAmbiguousOrForeignPathIsForbidden(Proxy proxy) {
        for (var uri : new String[] {"/fwd/app/../other/", "/fwd/app/%2e%2e/other/", "/api/auth/clients", "/"}) {
            proxy.about("GET", uri)
                    .cookie("jit_session", sessions.token("fwd", "app"))
                    .get("/forward-auth")
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void aRequestWithoutTheProxysHeadersIsForbidden() {
        given().cookie("jit_session", sessions.token("fwd", "app"))
                .get("/forward-auth")
                .then()
                .statusCode(403);
    }

    @Test
    void onHttpsOnlyTheSecureCookieCounts() {
        var secure = given().header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "apps.example.com")
                .header("X-Forwarded-Uri", "/fwd/app/");
        assertThat(secure.cookie("jit_session", sessions.token("fwd", "app"))
                        .get("/forward-auth")
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "apps.example.com")
                        .header("X-Forwarded-Uri", "/fwd/app/")
                        .cookie("__Secure-jit_session", sessions.token("fwd", "app"))
                        .get("/forward-auth")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSessionTokenIsNoCallerOfTheApi() {
        given().auth()
                .oauth2(sessions.token("fwd", "app"))
                .get("/api/auth/signing-keys")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:jit:problem:session-required"));
    }
}
