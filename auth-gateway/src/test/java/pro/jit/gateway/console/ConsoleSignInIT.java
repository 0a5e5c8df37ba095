package pro.jit.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static pro.jit.gateway.Visitor.problem;
import static pro.jit.gateway.console.Administrators.PASSWORD;
import static pro.jit.gateway.console.Administrators.body;
import static pro.jit.gateway.console.Administrators.browser;
import static pro.jit.gateway.console.Administrators.made;
import static pro.jit.gateway.console.Administrators.signedIn;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class ConsoleSignInIT {
    @Inject
    Jdbi jdbi;

    private static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    private void later(String username, String minutes) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update console_sign_in_failure set last_at = last_at - :minutes::interval
                        where name_hash = sha256(convert_to(:name, 'UTF8'))""")
                .bind("name", username)
                .bind("minutes", minutes)
                .execute());
    }

    @Test
    void anAdministratorSignsInAndSeesWhoTheyAre() {
        var username = made(jdbi, false);
        var browser = browser();

        var answer = browser.post("/console/login", body(username.toUpperCase(Locale.ROOT), PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("jit_console=[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
        var session = json(browser.get("/console/session"));
        assertThat(session).isEqualTo(json(answer));
        assertThat(session.getString("kind")).isEqualTo("platform");
        assertThat(session.getString("username")).isEqualTo(username);
        assertThat(session.getValue("member_id")).isNull();
        assertThat(session.getValue("applications")).isNull();
        assertThat(session.getBoolean("password_change_required")).isFalse();
        assertThat(session.getBoolean("totp_enabled")).isFalse();
        assertThat(session.getJsonArray("scopes"))
                .contains("applications:write", "clients:write")
                .doesNotContain("login-configuration:read");
        assertThat(session.getInstant("idle_until")).isBefore(session.getInstant("expires_at"));
    }

    @Test
    void onHttpsTheCookieIsTheHostsAlone() {
        var browser = browser().comingBy("https", "sso.example");

        var answer = browser.post("/console/login", body("admin", TestEnvironment.CONSOLE_PASSWORD));

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("__Host-jit_console=[^;]+; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Strict");
        assertThat(browser.get("/console/session").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "nobody-of-this-name", "NOT A NAME \u0000 AT ALL", "' or 1=1 --"})
    void aWrongPasswordAndAnUnknownNameAreToldAlike(String username) {
        var browser = browser();

        var answer = browser.post("/console/login", body(username, "wrong password"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(problem(answer)).isEqualTo("credentials-rejected");
        assertThat(json(answer).getString("detail")).isEqualTo("The name, password or code is not right");
        assertThat(browser.cookie("jit_console")).isEmpty();
        jdbi.useHandle(handle -> handle.execute("delete from console_sign_in_failure"));
    }

    @Test
    void aPasswordIsComparedToItsEnd() {
        var username = made(jdbi, false);
        var cut = "x".repeat(72);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update console_administrator set password_hash = :hash where username = :name")
                .bind("hash", BcryptUtil.bcryptHash(cut))
                .bind("name", username)
                .execute());

        assertThat(browser()
                        .post("/console/login", body(username, cut + "more"))
                        .statusCode())
                .as("bcrypt reads 72 bytes and ignores the rest")
                .isEqualTo(401);
        assertThat(browser().post("/console/login", body(username, cut)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fiveFailuresLockANameWhetherItIsSomebodysOrNot(boolean known) {
        var username = known ? made(jdbi, false) : "unknown-" + System.nanoTime();
        var browser = browser();
        for (var failure = 0; failure < 5; failure++) {
            assertThat(browser.post("/console/login", body(username, "wrong")).statusCode())
                    .isEqualTo(401);
        }

        var locked = browser.post("/console/login", body(username, PASSWORD));

        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(problem(locked)).isEqualTo("too-many-requests");
        assertThat(locked.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 900L);

        later(username, "16 minutes");
        assertThat(browser.post("/console/login", body(username, PASSWORD)).statusCode())
                .isEqualTo(known ? 200 : 401);
    }

    @Test
    void ofManyGuessesAtOnceFiveAreLookedAt() {
        var username = made(jdbi, false);

        var answers = IntStream.range(0, 12)
                .mapToObj(guess -> CompletableFuture.supplyAsync(() -> browser()
                        .post("/console/login", body(username, "guess " + guess))
                        .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).containsOnly(401, 429);
        assertThat(answers.stream().filter(status -> status == 401)).hasSize(5);
    }

    @Test
    void aSignInForgetsEarlierFailures() {
        var username = made(jdbi, false);
        for (var round = 0; round < 2; round++) {
            for (var failure = 0; failure < 4; failure++) {
                assertThat(browser()
                                .post("/console/login", body(username, "wrong"))
                                .statusCode())
                        .isEqualTo(401);
            }
            signedIn(username, PASSWORD);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "\"admin\"",
                "{}",
                "{\"username\":\"admin\"}",
                "{\"username\":\"admin\",\"password\":\"\"}",
                "{\"username\":[\"admin\"],\"password\":\"x\"}",
                "{\"username\":1,\"password\":\"x\"}",
                "{\"username\":\"admin\",\"password\":\"x\",\"totp\":123456}",
                "{\"username\":\"admin\",\"password\":{\"$ne\":null}}"
            })
    void whatIsNoSignInIsToldSo(String body) {
        var answer = browser().post("/console/login", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(problem(answer)).isEqualTo("invalid-request");
        assertThat(json(answer).getJsonArray("errors")).isNotEmpty();
    }

    @Test
    void aHugePasswordIsNotHashed() {
        var answer = browser().post("/console/login", body("admin", "x".repeat(1_000_000)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).getJsonArray("errors").encode()).contains("password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/login", "/console/logout"})
    void anotherOriginsPageCannotSignAnybodyInOrOut(String path) {
        given().header("Origin", "https://evil.example")
                .header("Accept", "application/json")
                .contentType("application/json")
                .body(body("admin", TestEnvironment.CONSOLE_PASSWORD))
                .post(path)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:jit:problem:forbidden"))
                .header("Set-Cookie", nullValue());
    }

    @Test
    void eachSignInHasACookieOfItsOwnAndEndsTheSessionBefore() {
        var username = made(jdbi, false);
        var browser = signedIn(username, PASSWORD);
        var before = browser.cookie("jit_console").orElseThrow();

        browser.post("/console/login", body(username, PASSWORD));

        assertThat(browser.cookie("jit_console").orElseThrow()).isNotEqualTo(before);
        var thief = browser();
        thief.plant("jit_console", "/", before);
        assertThat(thief.get("/console/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aCookiePutThereBeforehandIsNeverASession() {
        var browser = browser();
        browser.plant("jit_console", "/", "A".repeat(43));
        assertThat(browser.get("/console/session").statusCode()).isEqualTo(401);

        browser.post("/console/login", body("admin", TestEnvironment.CONSOLE_PASSWORD));

        assertThat(browser.cookie("jit_console").orElseThrow()).isNotEqualTo("A".repeat(43));
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        var browser = signedIn();
        var cookie = browser.cookie("jit_console").orElseThrow();

        assertThat(browser.post("/console/logout", "").statusCode()).isEqualTo(204);

        assertThat(browser.cookie("jit_console")).isEmpty();
        browser.plant("jit_console", "/", cookie);
        var answer = browser.get("/console/session");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(problem(answer)).isEqualTo("session-required");
        assertThat(browser.post("/console/logout", "").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle_expires_at", "expires_at"})
    void aSessionWhoseTimeIsOverIsNone(String end) {
        var username = made(jdbi, false);
        var browser = signedIn(username, PASSWORD);

        jdbi.useHandle(handle -> handle.createUpdate(
                        "update console_session set <end> = now() - interval '1 second' where username = :name")
                .define("end", end)
                .bind("name", username)
                .execute());

        assertThat(browser.get("/console/session").statusCode()).isEqualTo(401);
        assertThat(browser.get("/api/auth/applications").statusCode()).isEqualTo(401);
    }

    @Test
    void useKeepsASessionAliveButNotBeyondItsLife() {
        var username = made(jdbi, false);
        var browser = signedIn(username, PASSWORD);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update console_session set last_seen_at = now() - interval '20 minutes',
                            idle_expires_at = now() + interval '10 minutes', expires_at = now() + interval '15 minutes'
                        where username = :name""").bind("name", username).execute());

        browser.get("/console/session");

        var session = json(browser.get("/console/session"));
        assertThat(session.getInstant("idle_until")).isEqualTo(session.getInstant("expires_at"));
    }
}
