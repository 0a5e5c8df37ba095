package pro.jit.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static pro.jit.gateway.Visitor.problem;
import static pro.jit.gateway.console.Administrators.PASSWORD;
import static pro.jit.gateway.console.Administrators.body;
import static pro.jit.gateway.console.Administrators.browser;
import static pro.jit.gateway.console.Administrators.made;
import static pro.jit.gateway.console.Administrators.signedIn;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** An administrator of the platform's own password and second factor. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class ConsoleAccountIT {
    private static final String ANOTHER = "another password of the tests";

    @Inject
    Jdbi jdbi;

    private static Response changePassword(Visitor browser, String current, String next) {
        return given().cookie("jit_console", browser.cookie("jit_console").orElseThrow())
                .header("Accept", "application/json")
                .contentType("application/json")
                .body(Map.of("current_password", current, "new_password", next))
                .put("/console/password");
    }

    private static HttpResponse<String> signIn(String username, String password, String totp) {
        return browser()
                .post(
                        "/console/login",
                        new JsonObject(body(username, password))
                                .put("totp", totp)
                                .encode());
    }

    private static String code(String secret, int stepsFromNow) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"),
                            Instant.now().plusSeconds(30L * stepsFromNow));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A code that is good now and was not taken before, however long the test takes. */
    private String freshCode(String username, String secret) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update console_administrator set totp_last_step = null where username = :name")
                .bind("name", username)
                .execute());
        return code(secret, 0);
    }

    private record WithTotp(String username, String secret, List<String> recoveryCodes, Visitor browser) {}

    private WithTotp withTotp() {
        var username = made(jdbi, false);
        var browser = signedIn(username, PASSWORD);
        var pending = new JsonObject(browser.post(
                        "/console/totp",
                        new JsonObject().put("password", PASSWORD).encode())
                .body());
        var secret = pending.getString("secret");
        assertThat(pending.getString("otpauth_uri")).contains("secret=" + secret);
        assertThat(browser().post("/console/login", body(username, PASSWORD)).statusCode())
                .as("it does not count before it is confirmed")
                .isEqualTo(200);
        var confirmed = browser.post(
                "/console/totp/confirm",
                new JsonObject().put("code", code(secret, 0)).encode());
        assertThat(confirmed.statusCode()).isEqualTo(200);
        var codes = new JsonObject(confirmed.body())
                .getJsonArray("recovery_codes").stream().map(String.class::cast).toList();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        return new WithTotp(username, secret, codes, browser);
    }

    @Test
    void theFirstPasswordIsChangedAndEverythingOpens() {
        var username = made(jdbi, true);
        var browser = signedIn(username, PASSWORD);
        for (var path : new String[] {"/console/administrators", "/console/actions"}) {
            assertThat(problem(browser.get(path))).isEqualTo("password-change-required");
        }
        assertThat(problem(browser.post("/console/totp", "{\"password\":\"x\"}")))
                .isEqualTo("password-change-required");

        var changed = changePassword(browser, PASSWORD, ANOTHER);

        changed.then().statusCode(204);
        assertThat(browser.get("/console/session").statusCode())
                .as("the cookie before is another's now")
                .isEqualTo(401);
        browser.plant("jit_console", "/", changed.getCookie("jit_console"));
        assertThat(browser.get("/api/auth/applications").statusCode()).isEqualTo(200);
        assertThat(new JsonObject(browser.get("/console/session").body()).getBoolean("password_change_required"))
                .isFalse();
        assertThat(browser().post("/console/login", body(username, PASSWORD)).statusCode())
                .isEqualTo(401);
        signedIn(username, ANOTHER);
    }

    @Test
    void anotherPasswordEndsAllOtherSessions() {
        var username = made(jdbi, false);
        var here = signedIn(username, PASSWORD);
        var elsewhere = signedIn(username, PASSWORD);

        changePassword(here, PASSWORD, ANOTHER).then().statusCode(204);

        assertThat(elsewhere.get("/console/session").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "a password of the tests, short, new_password",
        "a password of the tests, a password of the tests, new_password",
        "'', a perfectly good one, current_password"
    })
    void aPasswordThatBreaksTheRulesIsNamed(String current, String next, String field) {
        var username = made(jdbi, false);

        changePassword(signedIn(username, PASSWORD), current, next)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:jit:problem:invalid-request"))
                .body("errors.field", hasItem(field));
        signedIn(username, PASSWORD);
    }

    @Test
    void whoDoesNotKnowThePasswordCannotChangeItAndIsLockedOutOfTrying() {
        var username = made(jdbi, false);
        var browser = signedIn(username, PASSWORD);

        for (var guess = 0; guess < 5; guess++) {
            changePassword(browser, "guess " + guess, ANOTHER)
                    .then()
                    .statusCode(401)
                    .body("type", equalTo("urn:jit:problem:credentials-rejected"));
        }

        changePassword(browser, PASSWORD, ANOTHER).then().statusCode(429);
        assertThat(browser().post("/console/login", body(username, PASSWORD)).statusCode())
                .isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "{\"current_password\":1,\"new_password\":true}", "{\"new_password\":[]}"
            })
    void whatIsNoChangeOfPasswordIsToldSo(String body) {
        given().cookie("jit_console", signedIn().cookie("jit_console").orElseThrow())
                .header("Accept", "application/json")
                .contentType("application/json")
                .body(body)
                .put("/console/password")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:jit:problem:invalid-request"));
    }

    @Test
    void withASecondFactorACodeIsAskedForAndTakenOnce() {
        var with = withTotp();

        var without = browser().post("/console/login", body(with.username(), PASSWORD));
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(problem(without)).isEqualTo("totp-required");

        var code = freshCode(with.username(), with.secret());
        assertThat(signIn(with.username(), PASSWORD, code).statusCode()).isEqualTo(200);
        var again = signIn(with.username(), PASSWORD, code);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(problem(again)).isEqualTo("credentials-rejected");
        assertThat(signIn(with.username(), PASSWORD, code(with.secret(), -1)).statusCode())
                .as("a code of an earlier step than the last one taken")
                .isEqualTo(401);
        assertThat(signIn(with.username(), "wrong password", freshCode(with.username(), with.secret()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aRecoveryCodeIsTakenOnceHoweverItIsTyped() {
        var with = withTotp();
        var code = with.recoveryCodes().getFirst();

        assertThat(signIn(
                                with.username(),
                                PASSWORD,
                                " " + code.toUpperCase(Locale.ROOT).replace("-", " "))
                        .statusCode())
                .isEqualTo(200);
        assertThat(signIn(with.username(), PASSWORD, code).statusCode()).isEqualTo(401);
        assertThat(signIn(with.username(), PASSWORD, with.recoveryCodes().get(1))
                        .statusCode())
                .isEqualTo(200);
        assertThat(signIn(made(jdbi, false), PASSWORD, with.recoveryCodes().get(2))
                        .statusCode())
                .as("without a second factor a code is not looked at")
                .isEqualTo(200);
        assertThat(signIn(withTotp().username(), PASSWORD, with.recoveryCodes().get(3))
                        .statusCode())
                .as("somebody else's")
                .isEqualTo(401);
    }

    @Test
    void askingWithoutACodeDoesNotForgetWrongOnes() {
        var with = withTotp();
        for (var guess = 0; guess < 5; guess++) {
            assertThat(signIn(with.username(), PASSWORD, "not-a-recovery-code").statusCode())
                    .isEqualTo(401);
            if (guess < 4) {
                assertThat(problem(browser().post("/console/login", body(with.username(), PASSWORD))))
                        .isEqualTo("totp-required");
            }
        }

        assertThat(signIn(with.username(), PASSWORD, freshCode(with.username(), with.secret()))
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void aSecondFactorIsGivenUpByWhoKnowsThePassword() {
        var with = withTotp();
        var browser = with.browser();
        assertThat(new JsonObject(browser.get("/console/session").body()).getBoolean("totp_enabled"))
                .isTrue();
        assertThat(problem(browser.post(
                        "/console/totp",
                        new JsonObject().put("password", PASSWORD).encode())))
                .as("there is one")
                .isEqualTo("conflict");
        assertThat(problem(browser.post("/console/totp/disable", "{\"password\":\"wrong\"}")))
                .isEqualTo("credentials-rejected");

        assertThat(browser.post(
                                "/console/totp/disable",
                                new JsonObject().put("password", PASSWORD).encode())
                        .statusCode())
                .isEqualTo(204);

        signedIn(with.username(), PASSWORD);
        int recoveryCodes = jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from console_recovery_code where username = :name")
                        .bind("name", with.username())
                        .mapTo(Integer.class)
                        .one());
        assertThat(recoveryCodes).isZero();
    }

    @Test
    void aSecondFactorNeedsThePasswordAndARightCode() {
        var username = made(jdbi, false);
        var browser = signedIn(username, PASSWORD);

        assertThat(problem(browser.post("/console/totp/confirm", "{\"code\":\"123456\"}")))
                .as("none has been asked for")
                .isEqualTo("conflict");
        assertThat(problem(browser.post("/console/totp", "{\"password\":\"wrong\"}")))
                .isEqualTo("credentials-rejected");
        var secret = new JsonObject(browser.post(
                                "/console/totp",
                                new JsonObject().put("password", PASSWORD).encode())
                        .body())
                .getString("secret");
        assertThat(problem(browser.post(
                        "/console/totp/confirm",
                        new JsonObject().put("code", code(secret, 100)).encode())))
                .isEqualTo("credentials-rejected");
        signedIn(username, PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/totp", "/console/totp/confirm", "/console/totp/disable"})
    void whatIsNoProofIsToldSo(String path) {
        var browser = signedIn(made(jdbi, false), PASSWORD);

        for (var body :
                new String[] {"", "null", "[]", "{}", "{\"password\":1,\"code\":2}", "{\"password\":\"\",\"code\":\"\"}"
                }) {
            assertThat(problem(browser.post(path, body))).isEqualTo("invalid-request");
        }
    }

    @Test
    void theSecretIsKeptEncrypted() {
        var with = withTotp();

        var kept = jdbi.withHandle(
                handle -> handle.createQuery("select totp_secret from console_administrator where username = :name")
                        .bind("name", with.username())
                        .map((row, context) -> row.getBytes(1))
                        .one());

        assertThat(new Base32().encodeToString(kept)).doesNotContain(with.secret());
        assertThat(kept).hasSizeGreaterThan(20);
    }
}
