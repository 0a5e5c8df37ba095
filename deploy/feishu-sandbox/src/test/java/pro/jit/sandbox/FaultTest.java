package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest extends SandboxTest {
    private static final String TENANT = "/open-apis/tenant/v2/tenant/query";

    @Test
    void throttlesWithHttp400AndNoHeadersLikeAnOlderApi() {
        var token = tenantToken();
        arrange(new JsonObject().put("status", 400).put("code", 99991400));

        var answer = get(TENANT, token);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(99991400);
        assertThat(answer.header("x-ogw-ratelimit-reset")).isEmpty();
        var statistics = get("/sandbox/api/statistics").json();
        assertThat(statistics.getInteger("throttled")).isEqualTo(1);
        assertThat(statistics.getInteger("throttled_with_400")).isEqualTo(1);
        assertThat(statistics.getInteger("failed")).isZero();
    }

    @Test
    void throttlesWithHttp400AndHeadersWhenToldHowLong() {
        var token = tenantToken();
        arrange(new JsonObject().put("status", 400).put("code", 99991400).put("retry_after_seconds", 3));

        assertThat(get(TENANT, token).header("x-ogw-ratelimit-reset")).hasValue("3");
    }

    @ParameterizedTest
    @CsvSource({"429, false", "429, true", "400, false", "400, true"})
    void throttlesInEitherFormWithOrWithoutHeaders(int status, boolean headers) {
        var token = tenantToken();
        arrange(new JsonObject()
                .put("status", status)
                .put("code", 99991400)
                .put("rate_limit_headers", headers)
                .put("retry_after_seconds", 3));

        var answer = get(TENANT, token);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(99991400);
        assertThat(answer.header("x-ogw-ratelimit-limit").isPresent()).isEqualTo(headers);
        assertThat(answer.header("x-ogw-ratelimit-reset").isPresent()).isEqualTo(headers);
    }

    @Test
    void cutsATrueAnswerInTheMiddle() {
        var token = tenantToken();
        var whole = get(TENANT, token).text();
        arrange(new JsonObject().put("truncated", true));

        var half = get(TENANT, token);

        assertThat(half.status()).isEqualTo(200);
        assertThat(whole).startsWith(half.text());
        assertThatThrownBy(half::json).isInstanceOf(DecodeException.class);
    }

    @Test
    void refusesAnExpiredTokenUntilANewOneIsFetched() {
        var token = tenantToken();
        arrange(new JsonObject().put("expire_token", true).put("skip", 1));

        assertThat(get(TENANT, token).code()).isZero();
        assertThat(get(TENANT, token).code()).isEqualTo(99991677);
        assertThat(get("/open-apis/contact/v3/scopes", token).code()).isEqualTo(99991677);
        assertThat(get(TENANT, tenantToken()).code()).isZero();
    }

    @Test
    void letsAPersonsTokenExpire() {
        var token = post(V2, redemption(code(java.util.Map.of()))).json().getString("access_token");
        var userInfo = "/open-apis/authen/v1/user_info";
        post(
                "/sandbox/api/faults",
                new JsonObject()
                        .put("endpoint", "GET " + userInfo)
                        .put("count", 1)
                        .put("expire_token", true));

        assertThat(get(userInfo, token).code()).isEqualTo(99991677);
        assertThat(get(userInfo, token).code()).isEqualTo(99991677);
    }

    @Test
    void countsTheMostCallsInASecondAndInAMinute() {
        var clock = java.time.Clock.fixed(java.time.Instant.parse("2026-11-24T08:00:00Z"), java.time.ZoneOffset.UTC);
        try (var sandbox = FeishuSandbox.start(SandboxConfig.anyPort().by(clock))) {
            for (int calls : new int[] {2, 3, 1}) {
                for (int i = 0; i < calls; i++) {
                    get(sandbox.origin() + TENANT);
                }
                sandbox.clock().advance(java.time.Duration.ofSeconds(30));
            }

            var counts = java.util.Objects.requireNonNull(
                    sandbox.statistics().byEndpoint().get("GET " + TENANT));

            assertThat(counts.calls()).isEqualTo(6);
            assertThat(counts.peakPerSecond()).isEqualTo(3);
            assertThat(counts.peakPerMinute()).isEqualTo(5);
            assertThat(sandbox.statistics().total().peakPerMinute()).isEqualTo(5);
        }
    }

    private static void arrange(JsonObject fault) {
        post("/sandbox/api/faults", fault.put("endpoint", "GET " + TENANT).put("count", 1));
    }
}
