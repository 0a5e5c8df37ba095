package pro.jit.orgsync;

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
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Tokens;

/** Every route refuses who has no token, a token that is not good, or one without its scope; before it looks at anything else. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ScopesIT {
    private static final String ISSUER = "https://sso.example.test";
    private static final String ALL =
            "organizations:read organizations:write members:read members:refresh login-configuration:read applications:read "
                    + "permissions:write sessions:write tokens:introspect access:evaluate";

    private static final String CORE_USER = "urn:ietf:params:scim:schemas:core:2.0:User";

    @Inject
    Tokens tokens;

    record Route(String method, String path, String scope) {}

    static Stream<Route> routes() {
        var id = "/01a20e91-1d71-787a-90bb-d66ccde9ff95";
        var organization = OrgSync.ORGANIZATIONS + id;
        return Stream.of(
                new Route("GET", OrgSync.ORGANIZATIONS, "organizations:read"),
                new Route("POST", OrgSync.ORGANIZATIONS, "organizations:write"),
                new Route("GET", organization, "organizations:read"),
                new Route("PATCH", organization, "organizations:write"),
                new Route("DELETE", organization, "organizations:write"),
                new Route("GET", organization + "/sync-runs", "organizations:read"),
                new Route("POST", organization + "/sync-runs", "organizations:write"),
                new Route("GET", organization + "/sync-runs" + id, "organizations:read"),
                new Route("GET", organization + "/sync-runs" + id + "/changes", "organizations:read"),
                new Route("GET", organization + "/sync-runs" + id + "/progress", "organizations:read"),
                new Route("POST", organization + "/sync-runs" + id + "/approve", "organizations:write"),
                new Route("POST", organization + "/sync-runs" + id + "/cancel", "organizations:write"),
                new Route("GET", organization + "/schedule", "organizations:read"),
                new Route("GET", organization + "/setup", "organizations:read"),
                new Route("POST", organization + "/setup/check", "organizations:write"),
                new Route("GET", organization + "/event-delivery", "organizations:read"),
                new Route("GET", organization + "/departments", "members:read"),
                new Route("GET", organization + "/departments" + id, "members:read"),
                new Route("GET", organization + "/members", "members:read"),
                new Route("GET", organization + "/members" + id, "members:read"),
                new Route("GET", organization + "/members/export", "members:read"),
                new Route("POST", organization + "/members/refresh", "members:refresh"),
                new Route("GET", "/api/org/login-configurations/whwy/app1", "login-configuration:read"),
                new Route("GET", "/scim/v2/Users", "members:read"),
                new Route("GET", "/scim/v2/Users" + id, "members:read"),
                new Route("GET", "/scim/v2/Groups", "members:read"),
                new Route("GET", "/scim/v2/Groups" + id, "members:read"),
                new Route("GET", "/scim/v2/ServiceProviderConfig", "members:read"),
                new Route("GET", "/scim/v2/ResourceTypes", "members:read"),
                new Route("GET", "/scim/v2/ResourceTypes/User", "members:read"),
                new Route("GET", "/scim/v2/Schemas", "members:read"),
                new Route("GET", "/scim/v2/Schemas/" + CORE_USER, "members:read"),
                new Route("GET", "/scim/v2/Me", "members:read"),
                new Route("GET", "/scim/v2" + id + "/Users", "members:read"),
                new Route("GET", "/scim/v2" + id + "/Users" + id, "members:read"),
                new Route("GET", "/scim/v2" + id + "/Groups", "members:read"),
                new Route("GET", "/scim/v2" + id + "/Groups" + id, "members:read"),
                new Route("GET", "/scim/v2" + id + "/ServiceProviderConfig", "members:read"),
                new Route("GET", "/scim/v2" + id + "/ResourceTypes", "members:read"),
                new Route("GET", "/scim/v2" + id + "/ResourceTypes/User", "members:read"),
                new Route("GET", "/scim/v2" + id + "/Schemas", "members:read"),
                new Route("GET", "/scim/v2" + id + "/Schemas/" + CORE_USER, "members:read"),
                new Route("GET", "/scim/v2" + id + "/Me", "members:read"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withoutATokenIs401(Route route) {
        assertThat(status(route, given())).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withoutTheScopeIs403(Route route) {
        var allButIts = Arrays.stream(ALL.split(" ", -1))
                .filter(scope -> !scope.equals(route.scope()))
                .collect(Collectors.joining(" "));

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
        assertThat(status(route, as(tokens.foreign(route.scope()))))
                .as("signed with a foreign key")
                .isEqualTo(401);
        assertThat(status(route, as("no-token-at-all"))).as("nonsense").isEqualTo(401);
    }

    @Test
    void theProblemsAreNamed() {
        given().get(OrgSync.ORGANIZATIONS)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("urn:jit:problem:session-required"));
        as(tokens.service("members:read"))
                .get(OrgSync.ORGANIZATIONS)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:jit:problem:forbidden"));
        given().get("/nothing/here")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:jit:problem:not-found"));
        as(tokens.service("organizations:write"))
                .put(OrgSync.ORGANIZATIONS)
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS, POST")
                .body("type", equalTo("urn:jit:problem:method-not-allowed"));
        as(tokens.service("organizations:write"))
                .put(OrgSync.ORGANIZATIONS + "/01a20e91-1d71-787a-90bb-d66ccde9ff95/sync-runs")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS, POST")
                .body("type", equalTo("urn:jit:problem:method-not-allowed"));
        as(tokens.service("organizations:write"))
                .contentType(ContentType.TEXT)
                .body("x")
                .post(OrgSync.ORGANIZATIONS)
                .then()
                .statusCode(415)
                .body("type", equalTo("urn:jit:problem:unsupported-media-type"));
    }

    @Test
    void aScimClientIsToldInItsOwnWords() {
        given().get("/scim/v2/Users")
                .then()
                .statusCode(401)
                .contentType("application/scim+json")
                .header("WWW-Authenticate", "Bearer")
                .body("schemas[0]", equalTo("urn:ietf:params:scim:api:messages:2.0:Error"))
                .body("status", equalTo("401"));
        as(tokens.service("organizations:read"))
                .get("/scim/v2/Users")
                .then()
                .statusCode(403)
                .contentType("application/scim+json")
                .body("status", equalTo("403"));
    }

    @Test
    void aRequestIdIsEchoedIfItIsHarmlessAndMadeIfNot() {
        given().header("X-Request-Id", "from-the-gateway.1")
                .get(OrgSync.ORGANIZATIONS)
                .then()
                .header("X-Request-Id", "from-the-gateway.1")
                .body("request_id", equalTo("from-the-gateway.1"));
        given().header("X-Request-Id", "<script>")
                .get(OrgSync.ORGANIZATIONS)
                .then()
                .header("X-Request-Id", not(equalTo("<script>")))
                .body("request_id", not(equalTo("<script>")));
    }

    @Test
    void metricsSayWhatWaits() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .contains("jit_outbox_waiting ", "jit_event_lag_seconds ")
                        .doesNotContain("jit_outbox_waiting NaN"));
    }

    @Test
    void healthAndMetadataAreOpen() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
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
