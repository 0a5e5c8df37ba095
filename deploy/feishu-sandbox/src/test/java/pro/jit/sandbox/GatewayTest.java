package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.sandbox.gateway.Fault;

class GatewayTest extends SandboxTest {
    private static final String TENANT = "/open-apis/tenant/v2/tenant/query";
    private static final String ENDPOINT = "GET " + TENANT;

    @ParameterizedTest
    @ValueSource(strings = {"/open-apis/nowhere", "/nowhere", "/open-apis/contact/v3/users", "/suite/passport"})
    void answersPlainTextToAnUnknownPath(String path) {
        var answer = get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("404 page not found");
        assertThat(answer.header("Content-Type")).hasValue("text/plain");
        assertThat(answer.header("X-Tt-Logid")).isPresent();
    }

    @Test
    void answersPlainTextToAWrongMethod() {
        var answer = send(request(TENANT).POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("404 page not found");
    }

    @Test
    void repeatsTheLogIdInTheError() {
        var answer = get(TENANT);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(99991661);
        assertThat(answer.json().getJsonObject("error").getString("log_id"))
                .isEqualTo(answer.header("X-Tt-Logid").orElseThrow());
        assertThat(answer.json().getJsonObject("error").getString("troubleshooter"))
                .contains("log_id=");
    }

    @Test
    void tellsWhatIsWrongWithAToken() {
        assertThat(send(request(TENANT).header("Authorization", tenantToken())).code())
                .isEqualTo(99991661);
        assertThat(get(TENANT, "t-garbage").code()).isEqualTo(99991663);
        assertThat(get("/open-apis/contact/v3/departments/0/children", "garbage")
                        .code())
                .isEqualTo(99991671);
        assertThat(get("/open-apis/contact/v3/departments/0/children", "u-garbage")
                        .code())
                .isEqualTo(99991668);
    }

    @Test
    void allowsFiftyCallsASecondOfEachOperation() {
        try (var sandbox = atFixedTime()) {
            var token = tenantTokenOf(sandbox);
            for (int i = 0; i < 50; i++) {
                assertThat(get(sandbox.origin() + TENANT, token).status()).isEqualTo(200);
            }

            var answer = get(sandbox.origin() + TENANT, token);

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo(99991400);
            assertThat(answer.header("x-ogw-ratelimit-limit")).hasValue("50");
            assertThat(answer.header("x-ogw-ratelimit-reset")).hasValue("1");
            assertThat(get(sandbox.origin() + "/open-apis/contact/v3/scopes", token)
                            .status())
                    .isEqualTo(200);
            assertThat(sandbox.statistics().total().throttled()).isEqualTo(1);
            sandbox.clock().advance(Duration.ofSeconds(1));
            assertThat(get(sandbox.origin() + TENANT, token).status()).isEqualTo(200);
        }
    }

    @Test
    void allowsAThousandCallsAMinute() {
        try (var sandbox = atFixedTime()) {
            var token = tenantTokenOf(sandbox);
            for (int second = 0; second < 20; second++) {
                for (int i = 0; i < 50; i++) {
                    assertThat(get(sandbox.origin() + TENANT, token).status()).isEqualTo(200);
                }
                sandbox.clock().advance(Duration.ofSeconds(1));
            }

            var answer = get(sandbox.origin() + TENANT, token);

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("x-ogw-ratelimit-limit")).hasValue("1000");
            assertThat(answer.header("x-ogw-ratelimit-reset")).hasValue("40");
            sandbox.limits().enable(false);
            assertThat(get(sandbox.origin() + TENANT, token).status()).isEqualTo(200);
        }
    }

    @Test
    void answersAnArrangedFaultAsOftenAsAsked() {
        var token = tenantToken();
        SANDBOX.faults().add(Fault.answering(ENDPOINT, 2, 500, 99991400).after(1));

        assertThat(get(TENANT, token).status()).isEqualTo(200);
        assertThat(get(TENANT, token).status()).isEqualTo(500);
        assertThat(get(TENANT, token).code()).isEqualTo(99991400);
        assertThat(get(TENANT, token).status()).isEqualTo(200);
        assertThat(SANDBOX.statistics().calls(ENDPOINT)).isEqualTo(4);
        assertThat(SANDBOX.statistics().total().failed()).isEqualTo(2);
    }

    @Test
    void saysAnArrangedFaultOfATokenEndpointInItsFlatShape() {
        SANDBOX.faults().add(Fault.answering("POST " + V3, 1, 503, 20072));

        var answer = post(V3, redemption("any"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().fieldNames()).containsExactlyInAnyOrder("code", "error", "error_description");
    }

    @Test
    void isSlowCutsOffOrTalksNonsenseWhenAsked() {
        var token = tenantToken();
        SANDBOX.faults().add(Fault.slow(ENDPOINT, 1, 300));
        SANDBOX.faults().add(Fault.dropping(ENDPOINT, 1));
        SANDBOX.faults().add(Fault.malformed("GET /open-apis/tenant/*", 1));

        var start = System.nanoTime();
        assertThat(get(TENANT, token).code()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
        // Java's client asks again by itself when the connection is cut on a GET.
        SANDBOX.faults().clear();
        SANDBOX.faults().add(Fault.dropping(ENDPOINT, 20));
        assertThatThrownBy(() -> get(TENANT, token)).isInstanceOf(java.io.UncheckedIOException.class);
        SANDBOX.faults().clear();
        SANDBOX.faults().add(Fault.malformed("GET /open-apis/tenant/*", 1));
        assertThatThrownBy(() -> get(TENANT, token).json()).isInstanceOf(io.vertx.core.json.DecodeException.class);
    }

    private static FeishuSandbox atFixedTime() {
        return FeishuSandbox.start(
                SandboxConfig.anyPort().by(Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC)));
    }

    private static String tenantTokenOf(FeishuSandbox sandbox) {
        return post(
                        sandbox.origin() + "/open-apis/auth/v3/tenant_access_token/internal",
                        new io.vertx.core.json.JsonObject().put("app_id", APP).put("app_secret", SECRET))
                .json()
                .getString("tenant_access_token");
    }
}
