package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.sandbox.model.Range;

class TokenEndpointTest extends SandboxTest {
    private static final String VERIFIER = "verifier-0123456789-0123456789-0123456789-abc";

    @ParameterizedTest
    @ValueSource(strings = {V2, V3})
    void answersFlatWithALongTokenForACode(String endpoint) {
        var answer = post(endpoint, redemption(code(Map.of())));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isZero();
        assertThat(answer.json().getString("access_token")).startsWith("eyJ").hasSizeBetween(1000, 4000);
        assertThat(answer.json().getInteger("expires_in")).isEqualTo(7200);
        assertThat(answer.json().getString("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().fieldNames()).doesNotContain("data", "msg", "refresh_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {V2, V3})
    void takesAFormAsWellAsJson(String endpoint) {
        var form = new HashMap<String, String>();
        redemption(code(Map.of()))
                .forEach(entry -> form.put(entry.getKey(), entry.getValue().toString()));

        assertThat(postForm(endpoint, form).code()).isZero();
    }

    @Test
    void redeemsACodeOnce() {
        var code = code(Map.of());
        post(V2, redemption(code));

        refused(post(V2, redemption(code)), 20065, "invalid_grant");
        refused(post(V3, redemption(code)), 20065, "invalid_grant");
    }

    @Test
    void forgetsACodeAfterFiveMinutes() {
        var code = code(Map.of());
        SANDBOX.clock().advance(Duration.ofSeconds(301));

        refused(post(V2, redemption(code)), 20004, "invalid_grant");
    }

    @Test
    void saysInFeishusWordsThatACodeIsUnknown() {
        var answer = post(V3, redemption("nonsense"));

        refused(answer, 20003, "invalid_grant");
        assertThat(answer.json().getString("error_description"))
                .isEqualTo(
                        "The authorization code is not found. Please note that an authorization code can only be used"
                                + " once.");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, , 20001",
        "grant_type, password, 20036",
        "client_id, , 20001",
        "client_id, cli_ffffffffffffffff, 20048",
        "client_secret, , 20001",
        "client_secret, wrong, 20002",
        "code, , 20001",
        "redirect_uri, , 20071",
        "redirect_uri, http://localhost:8080/whwy/app1/login/, 20071",
        "scope, offline_access offline_access, 20067",
        "scope, contact:user.phone:readonly, 20068",
    })
    void namesWhatIsWrongWithACall(String parameter, String value, int expected) {
        var body = redemption(code(Map.of()));
        if (value == null) {
            body.remove(parameter);
        } else {
            body.put(parameter, value);
        }

        var answer = post(V2, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(expected);
        assertThat(answer.json().fieldNames()).contains("error", "error_description");
    }

    @Test
    void refusesABodyThatIsNoJson() {
        var answer = send(request(V2)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("grant_type=authorization_code")));

        refused(answer, 20063, "invalid_request");
    }

    @Test
    void refusesASecondWayToAuthenticateTheClient() {
        var basic = Base64.getEncoder().encodeToString((APP + ":" + SECRET).getBytes(StandardCharsets.UTF_8));

        refused(
                send(json("POST", V2, redemption(code(Map.of()))).header("Authorization", "Basic " + basic)),
                20070,
                "invalid_request");
    }

    @Test
    void refusesTheCodeOfAnotherApp() {
        var other = SANDBOX.apps().build("Other");
        var body = redemption(code(Map.of())).put("client_id", other.appId()).put("client_secret", other.secret());

        refused(post(V2, body), 20024, "invalid_grant");
    }

    @Test
    void refusesAPersonWhoWasFrozenOrLeftMeanwhile() {
        var first = code(Map.of());
        var second = code(Map.of());
        SANDBOX.company().freeze("lin-xiaoman");
        refused(post(V2, redemption(first)), 20066, "invalid_grant");
        SANDBOX.company().erase("lin-xiaoman");
        refused(post(V2, redemption(second)), 20008, "invalid_grant");
    }

    @Test
    void refusesAPersonOutsideTheAvailability() {
        var code = code(Map.of());
        SANDBOX.apps()
                .update(APP, app -> app.withAvailability(Range.some(app.company(), Set.of("wang-wei"), Set.of())));

        refused(post(V2, redemption(code)), 20010, "unauthorized_client");
    }

    @Test
    void refusesADisabledApp() {
        var code = code(Map.of());
        SANDBOX.apps().update(APP, app -> app.withState(false, true));

        refused(post(V2, redemption(code)), 20069, "unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {V2, V3})
    void provesPossessionByTheVerifier(String endpoint) {
        var code = code(Map.of("code_challenge", s256(VERIFIER), "code_challenge_method", "S256"));

        assertThat(post(endpoint, redemption(code).put("code_verifier", VERIFIER))
                        .code())
                .isZero();
    }

    @Test
    void takesPlainForTheMethodThatIsNotNamed() {
        var code = code(Map.of("code_challenge", VERIFIER));

        assertThat(post(V3, redemption(code).put("code_verifier", VERIFIER)).code())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"verifier-0123456789-0123456789-0123456789-abX", "too-short", "''"})
    void refusesAVerifierThatDoesNotFit(String verifier) {
        var code = code(Map.of("code_challenge", s256(VERIFIER), "code_challenge_method", "S256"));

        refused(post(V2, redemption(code).put("code_verifier", verifier)), 20049, "invalid_grant");
    }

    @Test
    void refusesAVerifierWithoutAChallengeOnlyAtV3() {
        assertThat(post(V2, redemption(code(Map.of())).put("code_verifier", VERIFIER))
                        .code())
                .isZero();
        refused(post(V3, redemption(code(Map.of())).put("code_verifier", VERIFIER)), 20049, "invalid_grant");
    }

    @Test
    void addsUpWhatAPersonHasGranted() {
        post(V2, redemption(code(Map.of("scope", "contact:user.email:readonly"))));
        var answer = post(V2, redemption(code(Map.of("scope", "contact:user.phone:readonly"))));

        assertThat(answer.json().getString("scope").split(" ", -1))
                .containsExactlyInAnyOrder(
                        "auth:user.id:read", "contact:user.email:readonly", "contact:user.phone:readonly");
    }

    private static void refused(Answer answer, int code, String error) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().getString("error")).isEqualTo(error);
        assertThat(answer.header("X-Tt-Logid")).isPresent();
    }

    private static String s256(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
