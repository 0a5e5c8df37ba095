package pro.jit.gateway.application;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static pro.jit.gateway.token.TokenCalls.withScope;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class ApplicationIT {
    private static final String ALL = "/api/auth/applications";

    @Test
    void whatIsLeftOutIsTheUsual() {
        withScope("applications:write")
                .body(Map.of(
                        "org_id",
                        "whwy",
                        "app_id",
                        "usual",
                        "title",
                        " Desk ",
                        "entry_origins",
                        List.of("HTTPS://Jit.Example:443/")))
                .post(ALL)
                .then()
                .statusCode(201)
                .header("Location", org.hamcrest.Matchers.endsWith("/api/auth/applications/whwy/usual"))
                .body("title", equalTo("Desk"))
                .body("entry_origins", contains("https://jit.example"))
                .body("upstream", nullValue())
                .body("login_mode", equalTo("redirect"))
                .body("session.token_seconds", equalTo(600))
                .body("session.idle_seconds", equalTo(43_200))
                .body("session.absolute_seconds", equalTo(604_800))
                .body("login_methods", hasSize(0));
    }

    @Test
    void theSameAddressTwiceIsAConflict() {
        var application = TestApplication.registered();
        withScope("applications:write")
                .body(Map.of(
                        "org_id", application.orgId(),
                        "app_id", application.appId(),
                        "title", "x",
                        "entry_origins", List.of("https://jit.example")))
                .post(ALL)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:jit:problem:conflict"));
    }

    @Test
    void aMergePatchChangesWhatItNames() {
        var application = TestApplication.registered();
        var address = ALL + "/" + application.orgId() + "/" + application.appId();
        withScope("applications:write")
                .contentType("application/merge-patch+json")
                .body("{\"upstream\":\"http://localhost:8091\",\"session\":{\"token_seconds\":60}}")
                .patch(address)
                .then()
                .statusCode(200)
                .body("upstream", equalTo("http://localhost:8091"))
                .body("session.token_seconds", equalTo(60))
                .body("session.idle_seconds", equalTo(43_200))
                .body("title", equalTo("School desk"));
        withScope("applications:write")
                .contentType("application/merge-patch+json")
                .body("{\"upstream\":null,\"title\":null}")
                .patch(address)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("title"));
        withScope("applications:write")
                .body("{\"upstream\":null}")
                .patch(address)
                .then()
                .statusCode(200)
                .body("upstream", nullValue());
        withScope("applications:write")
                .body("{\"org_id\":\"other\"}")
                .patch(address)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("org_id"));
        withScope("applications:read").get(address).then().statusCode(200).body("session.token_seconds", equalTo(60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org_id|{\"org_id\":\"api\"}",
                "org_id|{\"org_id\":\"assets\"}",
                "org_id|{\"org_id\":\"a/b\"}",
                "org_id|{\"org_id\":\"\"}",
                "org_id|{\"org_id\":7}",
                "app_id|{\"app_id\":\"..\"}",
                "title|{\"title\":\" \"}",
                "entry_origins|{\"entry_origins\":[]}",
                "entry_origins|{\"entry_origins\":\"https://jit.example\"}",
                "entry_origins.0|{\"entry_origins\":[\"http://jit.example\"]}",
                "entry_origins.0|{\"entry_origins\":[\"https://jit.example/path\"]}",
                "entry_origins.0|{\"entry_origins\":[\"https://user@jit.example\"]}",
                "entry_origins.0|{\"entry_origins\":[\"ftp://jit.example\"]}",
                "entry_origins.0|{\"entry_origins\":[null]}",
                "upstream|{\"upstream\":\"file:///etc/passwd\"}",
                "upstream|{\"upstream\":\"http://localhost:999999\"}",
                "upstream|{\"upstream\":\"http://localhost:0\"}",
                "request|{\"title\":\"a\\u0000b\"}",
                "request|{\"login_methods\":[{\"title\":\"a\\u0000b\",\"url\":\"https://x.example\"}]}",
                "login_mode|{\"login_mode\":\"telepathy\"}",
                "login_mode|{\"login_mode\":1}",
                "session.token_seconds|{\"session\":{\"token_seconds\":\"\"}}",
                "entry_origins.0|{\"entry_origins\":[\"https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]}",
                "session.token_seconds|{\"session\":{\"token_seconds\":59}}",
                "session.token_seconds|{\"session\":{\"token_seconds\":3601}}",
                "session.token_seconds|{\"session\":{\"token_seconds\":\"600\"}}",
                "session.absolute_seconds|{\"session\":{\"absolute_seconds\":60}}",
                "login_methods.0.url|{\"login_methods\":[{\"title\":\"x\",\"url\":\"javascript:alert(1)\"}]}",
                "login_methods.0.title|{\"login_methods\":[{\"url\":\"https://x.example\"}]}",
                "body|{\"org_id\":",
                "body|[]"
            })
    void whatIsWrongIsNamed(String field, String wrong) {
        var body = wrong.startsWith("{\"") && wrong.endsWith("}")
                ? "{\"app_id\":\"wrong\",\"title\":\"x\",\"entry_origins\":[\"https://jit.example\"],\"org_id\":\"whwy\","
                        + wrong.substring(1)
                : wrong;
        withScope("applications:write")
                .body(body)
                .post(ALL)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:jit:problem:invalid-request"))
                .body("errors.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "applications/%00/x",
                "applications/whwy/%00",
                "sessions?org_id=%00&app_id=x",
                "login-attempts?org_id=%00&app_id=x",
                "login-attempts?org_id=whwy&app_id=x&open_id=a%00b"
            })
    void textThatCannotBeHeldIsAWrongRequest(String address) {
        withScope("applications:read sessions:read")
                .urlEncodingEnabled(false)
                .get("/api/auth/" + address)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:jit:problem:invalid-request"))
                .body("errors.field", hasItem("request"));
    }

    @Test
    void everyRouteWantsItsScope() {
        given().get(ALL)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("urn:jit:problem:session-required"));
        given().auth().oauth2("nonsense").get(ALL).then().statusCode(401);
        withScope("applications:write")
                .get(ALL)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:jit:problem:forbidden"));
        withScope("applications:write").get(ALL + "/a/b").then().statusCode(403);
        withScope("applications:read").body("{}").post(ALL).then().statusCode(403);
        withScope("applications:read").body("{}").patch(ALL + "/a/b").then().statusCode(403);
        withScope("applications:read").delete(ALL + "/a/b").then().statusCode(403);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        withScope("applications:read").get(ALL + "/a/b").then().statusCode(404);
        withScope("applications:write").delete(ALL + "/a/b").then().statusCode(404);
        withScope("applications:write").body("{}").patch(ALL + "/a/b").then().statusCode(404);
        given().get("/api/nothing").then().statusCode(404).body("type", equalTo("urn:jit:problem:not-found"));
    }

    @Test
    void listsArePaged() {
        TestApplication.registered();
        TestApplication.registered();
        var cursor = withScope("applications:read")
                .get(ALL + "?limit=1")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .extract()
                .<String>path("next_cursor");
        withScope("applications:read")
                .queryParam("cursor", cursor)
                .queryParam("limit", "1")
                .get(ALL)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
        withScope("applications:read").get(ALL + "?limit=0").then().statusCode(400);
        withScope("applications:read").get(ALL + "?cursor=AAAA").then().statusCode(400);
    }

    @Test
    void aRequestIdIsKeptIfHarmless() {
        given().header("X-Request-Id", "from-the-caller-1")
                .get("/api/nothing")
                .then()
                .header("X-Request-Id", "from-the-caller-1")
                .body("request_id", equalTo("from-the-caller-1"));
        given().header("X-Request-Id", "<script>")
                .get("/api/nothing")
                .then()
                .header("X-Request-Id", org.hamcrest.Matchers.matchesPattern("[0-9a-f-]{36}"));
    }
}
