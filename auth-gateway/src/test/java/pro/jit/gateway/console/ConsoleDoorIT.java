package pro.jit.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.problem;
import static pro.jit.gateway.console.Administrators.PASSWORD;
import static pro.jit.gateway.console.Administrators.browser;
import static pro.jit.gateway.console.Administrators.made;
import static pro.jit.gateway.console.Administrators.signedIn;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.Neighbours.Reply;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;

/** The console's calls of our APIs, with its cookie. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class ConsoleDoorIT {
    @Inject
    Jdbi jdbi;

    Neighbours neighbours;

    @BeforeEach
    void fresh() {
        neighbours = Neighbours.fresh();
    }

    @Test
    void anAdministratorOfThePlatformReadsAndChangesEverything() {
        var application = TestApplication.registered();
        var browser = signedIn();

        assertThat(browser.get("/api/auth/applications" + application.path()).statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/api/auth/clients").statusCode()).isEqualTo(200);
        assertThat(browser.post("/api/auth/signing-keys/rotate", "{}").statusCode())
                .isLessThan(300);
        assertThat(browser.get("/api/auth/sessions").statusCode()).isEqualTo(200);
    }

    @Test
    void theSiblingsSeeATokenOfThePersonAndNoCookie() {
        neighbours.tell("org-sync", "/api/org/organizations", Reply.ok("{\"items\":[],\"next_cursor\":null}"));
        neighbours.tell("permission", "/api/permission/directory", Reply.ok("{}"));
        neighbours.tell("org-sync", "/scim/v2/Users", Reply.ok("{}"));
        var username = made(jdbi, false);
        var browser = signedIn(username, PASSWORD);

        assertThat(browser.get("/api/org/organizations").statusCode()).isEqualTo(200);
        assertThat(browser.get("/api/permission/directory").statusCode()).isEqualTo(200);
        assertThat(browser.get("/scim/v2/Users").statusCode()).isEqualTo(200);

        for (var path : new String[] {"/api/org/organizations", "/api/permission/directory", "/scim/v2/Users"}) {
            var authorization = neighbours.callsTo(path).getFirst().authorization();
            assertThat(authorization).startsWith("Bearer ");
            var claims = new JsonObject(new String(
                    Base64.getUrlDecoder().decode(authorization.split("\\.", 3)[1]), StandardCharsets.UTF_8));
            assertThat(claims.getString("sub")).isEqualTo("administrator:" + username);
            assertThat(claims.getString("client_id")).isEqualTo("console");
            assertThat(claims.getString("token_use")).isEqualTo("service");
            assertThat(claims.getString("aud")).isEqualTo("jit");
            assertThat(claims.getString("scope"))
                    .contains("organizations:write")
                    .doesNotContain("login-configuration:read");
            assertThat(claims.containsKey("act")).isFalse();
            assertThat(claims.containsKey("applications")).isFalse();
        }
    }

    @Test
    void noAnswerShowsTheToken() {
        neighbours.tell("permission", "/api/permission/directory", Reply.ok("{}"));
        var answer = signedIn().get("/api/permission/directory");

        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.equalsIgnoreCase("authorization"));
        assertThat(answer.headers().toString() + answer.body()).doesNotContain("eyJ");
    }

    @Test
    void withoutASessionThereIsNoWayIn() {
        var stranger = browser();
        stranger.plant("jit_console", "/", "B".repeat(43));

        for (var path :
                new String[] {"/api/auth/applications", "/api/org/organizations", "/api/permission/directory"}) {
            var answer = stranger.get(path);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(problem(answer)).isEqualTo("session-required");
            assertThat(neighbours.callsTo(path)).isEmpty();
        }
        assertThat(browser().get("/api/auth/applications").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "%00", "ü", "a=b"})
    void aHostileCookieIsNoSession(String value) {
        var stranger = browser();
        stranger.plant("jit_console", "/", value);

        assertThat(stranger.get("/api/auth/applications").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenOfItsOwnCountsWhateverTheCookieSays() {
        given().cookie("jit_console", signedIn().cookie("jit_console").orElseThrow())
                .auth()
                .oauth2("not.a.token")
                .get("/api/auth/applications")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "POST|https://evil.example|cross-site|403",
                "POST|https://evil.example|-|403",
                "POST|-|cross-site|403",
                "POST|-|same-site|403",
                "POST|http://localhost:9999|same-site|403",
                "POST|null|-|403",
                "POST|null|cross-site|403",
                "DELETE|https://evil.example|-|403",
                "GET|-|cross-site|403",
                "GET|https://evil.example|cross-site|403",
                "GET|-|same-origin|404",
                "GET|-|none|404",
                "GET|-|-|404",
                "DELETE|http://localhost:8080|same-origin|404",
                "DELETE|null|same-origin|404",
                "DELETE|-|-|404"
            })
    void aForeignPageGetsNowhere(String method, String origin, String site, int status) {
        var request = given().header("X-Forwarded-Host", "localhost:8080")
                .header("X-Forwarded-Proto", "http")
                .header("Accept", "application/json")
                .cookie("jit_console", signedIn().cookie("jit_console").orElseThrow());
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }

        request.request(method, "/api/auth/applications/nobody/nothing").then().statusCode(status);
    }

    @Test
    void untilThePasswordIsChangedNothingIsOpen() {
        var browser = signedIn(made(jdbi, true), PASSWORD);

        for (var path : new String[] {"/api/auth/applications", "/api/org/organizations", "/scim/v2/Users"}) {
            var answer = browser.get(path);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(problem(answer)).isEqualTo("password-change-required");
        }
        assertThat(new JsonObject(browser.get("/console/session").body()).getBoolean("password_change_required"))
                .isTrue();
    }

    @Test
    void anEventOfFeishuNeedsNoSession() {
        neighbours.tell("org-sync", "/feishu/events/o1", Reply.ok("{}"));
        var browser = browser();
        browser.plant("jit_console", "/", "B".repeat(43));

        assertThat(browser.post("/feishu/events/o1", "{}").statusCode()).isEqualTo(200);
    }
}
