package pro.jit.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static pro.jit.gateway.Visitor.problem;
import static pro.jit.gateway.console.Administrators.PASSWORD;
import static pro.jit.gateway.console.Administrators.body;
import static pro.jit.gateway.console.Administrators.browser;
import static pro.jit.gateway.console.Administrators.made;
import static pro.jit.gateway.console.Administrators.signedIn;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** Administrators of the platform and what they have done. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class AdministratorsIT {
    private static final String RESET = "/console/administrators/%s/reset";

    @Inject
    Jdbi jdbi;

    private static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    private static List<JsonObject> all(Visitor browser, String path) {
        var found = new ArrayList<JsonObject>();
        var cursor = "";
        do {
            var page = json(browser.get(path + (path.contains("?") ? "&" : "?") + "limit=3&cursor=" + cursor));
            page.getJsonArray("items").forEach(item -> found.add((JsonObject) item));
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        return found;
    }

    private static JsonObject listed(Visitor browser, String username) {
        return all(browser, "/console/administrators").stream()
                .filter(item -> item.getString("username").equals(username))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> actionsOf(String username) {
        return all(signedIn(), "/console/actions?username=" + username).stream()
                .map(action -> "%s %s %d"
                        .formatted(action.getString("method"), action.getString("path"), action.getInteger("status")))
                .toList();
    }

    @Test
    void aNewAdministratorGetsAPasswordOnceAndHasToChangeIt() {
        var by = signedIn();
        var username = "new." + System.nanoTime();

        var answer = by.post("/console/administrators", "{\"username\":\"" + username + "\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        var password = json(answer).getString("initial_password");
        assertThat(password).hasSize(24);
        assertThat(listed(by, username).getBoolean("password_change_required")).isTrue();
        assertThat(listed(by, username).getValue("last_login_at")).isNull();
        var theirs = signedIn(username, password);
        assertThat(problem(theirs.get("/api/auth/applications"))).isEqualTo("password-change-required");
        assertThat(listed(by, username).getInstant("last_login_at")).isNotNull();
        assertThat(by.get("/console/administrators").body()).doesNotContain("password_hash", "initial_password");
        assertThat(problem(by.post("/console/administrators", "{\"username\":\"" + username + "\"}")))
                .isEqualTo("conflict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"username\":null}",
                "{\"username\":\"\"}",
                "{\"username\":\"Upper\"}",
                "{\"username\":\"a b\"}",
                "{\"username\":\"../admin\"}",
                "{\"username\":\"a\\u0000\"}",
                "{\"username\":17}"
            })
    void aNameThatCannotBeOneIsToldSo(String body) {
        assertThat(problem(signedIn().post("/console/administrators", body))).isEqualTo("invalid-request");
    }

    @Test
    void aResetTakesAwayLockSecondFactorAndSessions() {
        var username = made(jdbi, false);
        var theirs = signedIn(username, PASSWORD);
        for (var failure = 0; failure < 5; failure++) {
            browser().post("/console/login", body(username, "wrong"));
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update console_administrator set totp_secret = 'x', totp_enabled = true where username = :name""").bind("name", username).execute());
        var by = signedIn();
        assertThat(listed(by, username).getInstant("locked_until")).isNotNull();
        assertThat(listed(by, username).getBoolean("totp_enabled")).isTrue();

        var answer = by.post(RESET.formatted(username), "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(theirs.get("/console/session").statusCode()).isEqualTo(401);
        assertThat(listed(by, username).getValue("locked_until")).isNull();
        assertThat(listed(by, username).getBoolean("totp_enabled")).isFalse();
        var again = signedIn(username, json(answer).getString("initial_password"));
        assertThat(json(again.get("/console/session")).getBoolean("password_change_required"))
                .isTrue();
    }

    @Test
    void aRemovedAdministratorIsOutAtOnce() {
        var username = made(jdbi, false);
        var theirs = signedIn(username, PASSWORD);
        var by = signedIn();

        assertThat(by.ask("DELETE", "/console/administrators/" + username).statusCode())
                .isEqualTo(204);

        assertThat(theirs.get("/console/session").statusCode()).isEqualTo(401);
        assertThat(theirs.get("/api/auth/applications").statusCode()).isEqualTo(401);
        assertThat(browser().post("/console/login", body(username, PASSWORD)).statusCode())
                .isEqualTo(401);
        assertThat(by.ask("DELETE", "/console/administrators/" + username).statusCode())
                .isEqualTo(404);
        assertThat(by.post(RESET.formatted(username), "").statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyRemovesOrResetsThemselves() {
        var username = made(jdbi, false);
        var browser = signedIn(username, PASSWORD);

        assertThat(problem(browser.ask("DELETE", "/console/administrators/" + username)))
                .isEqualTo("conflict");
        assertThat(problem(browser.post(RESET.formatted(username), ""))).isEqualTo("conflict");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /console/administrators",
        "POST, /console/administrators",
        "POST, /console/administrators/admin/reset",
        "DELETE, /console/administrators/admin",
        "GET, /console/actions",
        "GET, /console/session",
        "PUT, /console/password",
        "POST, /console/totp",
        "POST, /console/totp/confirm",
        "POST, /console/totp/disable"
    })
    void withoutASessionNothingIsOpen(String method, String path) {
        given().header("Accept", "application/json")
                .contentType("application/json")
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(401);
        given().header("Accept", "application/json")
                .cookie("jit_console", "C".repeat(43))
                .contentType("application/json")
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(401);
        if (!method.equals("GET")) {
            given().header("Accept", "application/json")
                    .cookie("jit_console", signedIn().cookie("jit_console").orElseThrow())
                    .header("Origin", "https://evil.example")
                    .contentType("application/json")
                    .body("{}")
                    .request(method, path)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void whatIsDoneAtTheConsoleIsRecorded() {
        var application = TestApplication.registered();
        var username = made(jdbi, false);
        browser().post("/console/login", body(username, "wrong"));
        var browser = signedIn(username, PASSWORD);
        browser.get("/api/auth/applications");
        browser.ask("DELETE", "/api/auth/applications" + application.path() + "?secret=x");
        browser.ask("DELETE", "/api/auth/applications/no/body");
        browser.post("/console/totp", "{}");
        browser.post("/console/logout", "");
        browser.ask("DELETE", "/api/auth/applications/no/body");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(actionsOf(username))
                .containsExactlyInAnyOrder(
                        "POST /console/login 401",
                        "POST /console/login 200",
                        "DELETE /api/auth/applications" + application.path() + " 204",
                        "DELETE /api/auth/applications/no/body 404",
                        "POST /console/totp 400",
                        "POST /console/logout 204"));
        var recorded = all(signedIn(), "/console/actions?username=" + username);
        assertThat(recorded).allSatisfy(action -> {
            assertThat(action.getString("actor")).isEqualTo("administrator:" + username);
            assertThat(action.getString("request_id")).isNotBlank();
            assertThat(action.getInstant("at")).isNotNull();
            assertThat(action.getString("action_id")).isNotBlank();
        });
    }

    @Test
    void aFailedSignInUnderNobodysNameDoesNotTellTheName() {
        var typed = "hunter2-" + System.nanoTime();

        browser().post("/console/login", body(typed, "x"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(count("actor = 'unknown' and status = 401 and path <> :text", "x"))
                        .isPositive());
        assertThat(count("a::text like :text", "%" + typed + "%")).isZero();
    }

    private int count(String condition, String text) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from console_action a where <condition>")
                .define("condition", condition)
                .bind("text", text)
                .mapTo(Integer.class)
                .one());
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "to=1", "limit=0", "limit=201", "limit=x", "cursor=!!", "cursor=eA"})
    void aListThatCannotBeIsToldSo(String query) {
        assertThat(problem(signedIn().get("/console/actions?" + query))).isEqualTo("invalid-request");
    }

    @Test
    void actionsAreFoundByTime() {
        var username = made(jdbi, false);
        signedIn(username, PASSWORD);
        var browser = signedIn();
        var query = "/console/actions?username=" + username;

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(all(browser, query)).hasSize(1));
        assertThat(all(browser, query + "&from=2020-01-01T00:00:00Z&to=2999-01-01T00:00:00Z"))
                .hasSize(1);
        assertThat(all(browser, query + "&from=2999-01-01T00:00:00Z")).isEmpty();
        assertThat(all(browser, query + "&to=2020-01-01T00:00:00%2B08:00")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update console_action set actor = 'nobody'",
                "delete from console_action",
                "truncate console_action"
            })
    void theDatabaseLetsNobodyAlterTheRecord(String statement) {
        signedIn();

        assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(statement)))
                .isInstanceOf(JdbiException.class)
                .hasMessageContaining("append-only");
    }
}
