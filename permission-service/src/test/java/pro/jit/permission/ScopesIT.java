package pro.jit.permission;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.Tokens;

/** Every route refuses who has no token, a token that is not good, or one without its scope; before it looks at anything else. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ScopesIT {
    private static final String ISSUER = "https://sso.example.test";
    private static final String OTHERS =
            "applications:read organizations:write members:read members:refresh sessions:write tokens:introspect";

    @Inject
    Tokens tokens;

    record Route(String method, String path, String scope) {}

    static Stream<Route> routes() {
        var application = "/api/permission/applications/whwy/app1";
        var id = "/01a20e91-1d71-787a-90bb-d66ccde9ff95";
        return Stream.of(
                new Route("POST", "/access/v1/evaluation", "access:evaluate"),
                new Route("POST", "/access/v1/evaluations", "access:evaluate"),
                new Route("POST", "/access/v1/search/subject", "access:evaluate"),
                new Route("POST", "/access/v1/search/resource", "access:evaluate"),
                new Route("POST", "/access/v1/search/action", "access:evaluate"),
                new Route("GET", application + "/roles", "permissions:read"),
                new Route("POST", application + "/roles", "permissions:write"),
                new Route("GET", application + "/roles/teacher", "permissions:read"),
                new Route("PATCH", application + "/roles/teacher", "permissions:write"),
                new Route("DELETE", application + "/roles/teacher", "permissions:write"),
                new Route("GET", application + "/grants", "permissions:read"),
                new Route("POST", application + "/grants", "permissions:write"),
                new Route("POST", application + "/grants/batch", "permissions:write"),
                new Route("GET", application + "/grants" + id, "permissions:read"),
                new Route("PATCH", application + "/grants" + id, "permissions:write"),
                new Route("DELETE", application + "/grants" + id, "permissions:write"),
                new Route("GET", application + "/members" + id + "/access", "permissions:read"),
                new Route("POST", application + "/members/access", "permissions:read"),
                new Route("POST", application + "/what-if", "permissions:read"),
                new Route("GET", application + "/decisions", "permissions:read"),
                new Route("GET", application + "/decisions/export", "permissions:read"),
                new Route("GET", application + "/changes", "permissions:read"),
                new Route("GET", application + "/changes/export", "permissions:read"),
                new Route("GET", "/api/permission/directory", "permissions:read"),
                new Route("POST", "/api/permission/directory/rebuilds", "permissions:write"),
                new Route("POST", application + "/access-requests", "access:evaluate"),
                new Route("GET", application + "/access-requests", "permissions:read"),
                new Route("GET", application + "/access-requests" + id, "permissions:read"),
                new Route("POST", application + "/access-requests" + id + "/approve", "permissions:write"),
                new Route("POST", application + "/access-requests" + id + "/decline", "permissions:write"));
    }

    @Test
    void everyRouteOfTheApiIsAmongThese() {
        Map<String, Map<String, Object>> paths =
                given().get("/q/openapi?format=json").path("paths");
        var served = new ArrayList<String>();
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(method -> !method.equals("parameters"))
                .forEach(method -> served.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(served)
                .as("all but the metadata, which is open")
                .hasSize((int) routes().count() + 1)
                .contains("GET /.well-known/authzen-configuration");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withoutATokenIs401(Route route) {
        assertThat(status(route, given())).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withoutTheScopeIs403(Route route) {
        var every = OTHERS + " permissions:read permissions:write access:evaluate";
        var allButIts = every.replace(route.scope(), "");

        assertThat(status(route, as(tokens.service(allButIts)))).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withTheScopeIsNeither(Route route) {
        assertThat(status(route, as(tokens.service(route.scope())))).isNotIn(401, 403, 405, 415, 500);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aTokenThatIsNotGoodIs401(Route route) {
        assertThat(status(route, as(tokens.token("session", "jit", ISSUER, route.scope(), 300))))
                .as("a session token")
                .isEqualTo(401);
        assertThat(status(route, as(tokens.token("service", "whwy/app1", ISSUER, route.scope(), 300))))
                .as("another audience")
                .isEqualTo(401);
        assertThat(status(route, as(tokens.token("service", "jit", "https://evil.test", route.scope(), 300))))
                .as("another issuer")
                .isEqualTo(401);
        assertThat(status(route, as(tokens.token("service", "jit", ISSUER, route.scope(), -120))))
                .as("expired")
                .isEqualTo(401);
        var good = tokens.service(route.scope());
        assertThat(status(route, as(good.substring(0, good.lastIndexOf('.') + 1))))
                .as("without a signature")
                .isEqualTo(401);
        assertThat(status(route, as("eyJhbGciOiJub25lIn0" + good.substring(good.indexOf('.')))))
                .as("alg none")
                .isEqualTo(401);
    }

    @Test
    void theProblemsAreNamed() {
        var grants = "/api/permission/applications/whwy/app1/grants";
        given().get(grants)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("urn:jit:problem:session-required"));
        as(tokens.service("members:read"))
                .get(grants)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:jit:problem:forbidden"));
        given().get("/nothing/here").then().statusCode(404).body("type", equalTo("urn:jit:problem:not-found"));
        as(tokens.service("permissions:write"))
                .put(grants)
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS, POST")
                .body("type", equalTo("urn:jit:problem:method-not-allowed"));
        as(tokens.service("permissions:write"))
                .contentType(ContentType.TEXT)
                .body("x")
                .post(grants)
                .then()
                .statusCode(415)
                .body("type", equalTo("urn:jit:problem:unsupported-media-type"));
    }

    @Test
    void aRequestIdIsEchoedIfItIsHarmlessAndMadeIfNot() {
        given().header("X-Request-Id", "from-the-gateway.1")
                .get("/api/permission/applications/whwy/app1/grants")
                .then()
                .header("X-Request-Id", "from-the-gateway.1")
                .body("request_id", equalTo("from-the-gateway.1"));
        given().header("X-Request-Id", "<script>")
                .get("/api/permission/applications/whwy/app1/grants")
                .then()
                .header("X-Request-Id", not(equalTo("<script>")))
                .body("request_id", not(equalTo("<script>")));
    }

    @Test
    void metricsSayWhatWaits() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .contains("jit_outbox_waiting ")
                        .doesNotContain("jit_outbox_waiting NaN"));
    }

    @Test
    void healthAndMetadataAreOpen() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
        given().get("/.well-known/authzen-configuration").then().statusCode(200);
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static int status(Route route, RequestSpecification caller) {
        var request = caller.contentType(ContentType.JSON);
        if (!route.method().equals("GET") && !route.method().equals("DELETE")) {
            request.body("{}");
        }
        return RestAssured.given(request).request(route.method(), route.path()).statusCode();
    }
}
