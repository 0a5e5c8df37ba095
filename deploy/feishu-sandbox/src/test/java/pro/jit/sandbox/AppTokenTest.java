package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AppTokenTest extends SandboxTest {
    private static final String TENANT = "/open-apis/auth/v3/tenant_access_token/internal";

    @Test
    void isFlatAndTheSameAgainWhileHalfAnHourRemains() {
        var first = post(TENANT, credentials(SECRET));
        SANDBOX.clock().advance(Duration.ofMinutes(89));
        var second = post(TENANT, credentials(SECRET));

        assertThat(first.json().fieldNames()).containsExactlyInAnyOrder("code", "msg", "tenant_access_token", "expire");
        assertThat(first.json().getInteger("expire")).isEqualTo(7200);
        assertThat(second.json().getString("tenant_access_token"))
                .startsWith("t-")
                .isEqualTo(first.json().getString("tenant_access_token"));
        assertThat(second.json().getInteger("expire")).isBetween(1800, 1860);
    }

    @Test
    void isAnotherOneBelowHalfAnHourAndBothWork() {
        var first = tenantToken();
        SANDBOX.clock().advance(Duration.ofMinutes(91));
        var second = tenantToken();

        assertThat(second).isNotEqualTo(first);
        assertThat(get("/open-apis/tenant/v2/tenant/query", first).code()).isZero();
        assertThat(get("/open-apis/tenant/v2/tenant/query", second).code()).isZero();
        SANDBOX.clock().advance(Duration.ofMinutes(30));
        assertThat(get("/open-apis/tenant/v2/tenant/query", first).code()).isEqualTo(99991663);
    }

    @Test
    void toleratesATrailingSlashButNoOtherMethod() {
        assertThat(post(TENANT + "/", credentials(SECRET)).code()).isZero();
        var answer = get(TENANT);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("404 page not found");
    }

    @Test
    void failsWithHttp200() {
        var wrong = post(TENANT, credentials("wrong"));
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.code()).isEqualTo(10014);

        var unknown = post(TENANT, new JsonObject().put("app_id", "cli_nobody").put("app_secret", SECRET));
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.text()).isEqualTo("{\"code\":10003,\"data\":{},\"msg\":\"invalid param\"}");

        var number = post(TENANT, new JsonObject().put("app_id", 1).put("app_secret", SECRET));
        assertThat(number.code()).isEqualTo(10003);
        assertThat(send(request(TENANT).POST(BodyPublishers.ofString("not json")))
                        .code())
                .isEqualTo(10003);
    }

    @Test
    void givesTheAppTokenBesideTheTenantToken() {
        var answer = post("/open-apis/auth/v3/app_access_token/internal", credentials(SECRET))
                .json();

        assertThat(answer.getString("app_access_token")).isEqualTo(answer.getString("tenant_access_token"));
    }

    @Test
    void followsAChangeOfTheSecret() {
        SANDBOX.apps().update(APP, app -> app.withSecret("another-secret-0123456789"));

        assertThat(post(TENANT, credentials(SECRET)).code()).isEqualTo(10014);
        assertThat(post(TENANT, credentials("another-secret-0123456789")).code())
                .isZero();
    }

    private static JsonObject credentials(String secret) {
        return new JsonObject().put("app_id", APP).put("app_secret", secret);
    }
}
