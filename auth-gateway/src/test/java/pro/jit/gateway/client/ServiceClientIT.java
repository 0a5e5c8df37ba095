package pro.jit.gateway.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static pro.jit.gateway.token.TokenCalls.operatorToken;
import static pro.jit.gateway.token.TokenCalls.withScope;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.gateway.TestEnvironment;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ServiceClientIT {
    private static final String ADMIN = "clients:read clients:write members:read";

    @Inject
    Jdbi jdbi;

    private static String create(String clientId, String... scopes) {
        return withScope(ADMIN)
                .body(Map.of("client_id", clientId, "scopes", List.of(scopes)))
                .post("/api/auth/clients")
                .then()
                .statusCode(201)
                .body("client_id", equalTo(clientId))
                .body("scopes", contains(scopes))
                .extract()
                .path("client_secret");
    }

    private static int tokenStatus(String clientId, String secret) {
        return given().auth()
                .preemptive()
                .basic(clientId, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/api/auth/clients|GET, HEAD, OPTIONS, POST",
                "POST|/api/auth/clients/operator/|DELETE, GET, HEAD, OPTIONS, PATCH",
                "GET|/api/auth/clients/operator/secrets|OPTIONS, POST",
                "POST|/api/auth/sessions|DELETE, GET, HEAD, OPTIONS",
                "PUT|/api/auth/applications/whwy/app1|DELETE, GET, HEAD, OPTIONS, PATCH",
                "DELETE|/.well-known/jwks.json|GET, HEAD, OPTIONS"
            })
    void anAddressOfTheApiSaysWhichMethodsItKnows(String method, String path, String allowed) {
        withScope(ADMIN)
                .request(method, path)
                .then()
                .statusCode(405)
                .header("Allow", allowed)
                .body("type", equalTo("urn:jit:problem:method-not-allowed"));
    }

    @Test
    void aNewClientGetsTokensUntilItIsDeleted() {
        var secret = create("reports", "members:read");

        assertThat(tokenStatus("reports", secret)).isEqualTo(200);
        withScope("clients:read")
                .get("/api/auth/clients/reports")
                .then()
                .statusCode(200)
                .body("client_secret", nullValue())
                .body("scopes", contains("members:read"));

        withScope(ADMIN).delete("/api/auth/clients/reports").then().statusCode(204);
        assertThat(tokenStatus("reports", secret)).isEqualTo(401);
        withScope("clients:read").get("/api/auth/clients/reports").then().statusCode(404);
    }

    @Test
    void theSecretBeforeTheNewOneStaysGoodButNotTheOneBeforeThat() {
        var first = create("rotating", "members:read");
        var second = rotate("rotating");
        assertThat(tokenStatus("rotating", first)).isEqualTo(200);
        assertThat(tokenStatus("rotating", second)).isEqualTo(200);

        var third = rotate("rotating");
        assertThat(tokenStatus("rotating", first)).isEqualTo(401);
        assertThat(tokenStatus("rotating", second)).isEqualTo(200);
        assertThat(tokenStatus("rotating", third)).isEqualTo(200);
    }

    @Test
    void theSecretBeforeTheNewOneEndsAfterADay() {
        var first = create("daily", "members:read");
        var second = rotate("daily");
        assertThat(tokenStatus("daily", first)).isEqualTo(200);

        jdbi.useHandle(
                handle -> handle.execute(
                        "update service_client_secret set expires_at = expires_at - interval '24 hours' where client_id = 'daily'"));

        await().atMost(Duration.ofSeconds(30)).until(() -> tokenStatus("daily", first) == 401);
        assertThat(tokenStatus("daily", second)).isEqualTo(200);
    }

    private static String rotate(String clientId) {
        return withScope(ADMIN)
                .post("/api/auth/clients/" + clientId + "/secrets")
                .then()
                .statusCode(201)
                .extract()
                .path("client_secret");
    }

    @Test
    void nobodyHandsOnAScopeTheyDoNotHave() {
        withScope("clients:write")
                .body(Map.of("client_id", "escalating", "scopes", List.of("members:read")))
                .post("/api/auth/clients")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:jit:problem:forbidden"));
        withScope("clients:read").get("/api/auth/clients/escalating").then().statusCode(404);
    }

    @Test
    void nobodyGetsHoldOfAClientThatCanDoMoreThanThey() {
        create("powerful", "members:read");

        withScope("clients:write")
                .post("/api/auth/clients/powerful/secrets")
                .then()
                .statusCode(403);
        withScope("clients:write").delete("/api/auth/clients/powerful").then().statusCode(403);
    }

    @Test
    void theSystemsOwnClientsAreNotChangedHere() {
        withScope(ADMIN)
                .body(Map.of("client_id", "auth-gateway", "scopes", List.of("members:read")))
                .post("/api/auth/clients")
                .then()
                .statusCode(409);
        withScope("clients:write permissions:read applications:read sessions:read")
                .delete("/api/auth/clients/org-sync-service")
                .then()
                .statusCode(409);
    }

    @Test
    void aTakenIdIsAConflict() {
        create("taken", "members:read");
        withScope(ADMIN)
                .body(Map.of("client_id", "taken", "scopes", List.of("members:read")))
                .post("/api/auth/clients")
                .then()
                .statusCode(409);
    }

    @Test
    void theListIsPaged() {
        create("a-first", "members:read");
        create("a-second", "members:read");

        var page = withScope("clients:read")
                .get("/api/auth/clients?limit=1")
                .then()
                .statusCode(200)
                .body("items.client_id", contains("a-first"))
                .extract();
        given().auth()
                .oauth2(operatorToken("clients:read"))
                .queryParam("cursor", page.<String>path("next_cursor"))
                .get("/api/auth/clients")
                .then()
                .statusCode(200)
                .body("items.client_id", hasItems("a-second", "operator"))
                .body("items.client_id", not(hasItems("a-first")))
                .body("next_cursor", nullValue());
        withScope("clients:read").get("/api/auth/clients?limit=0").then().statusCode(400);
    }
}
