package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lark beside Feishu: the same platform at another address, and nothing of the one known at the other. */
class LarkTest extends SandboxTest {
    private static final FeishuSandbox BOTH =
            FeishuSandbox.start(SandboxConfig.anyPort().withLark(0));
    private static final FeishuSandbox LARK = BOTH.lark();
    private static final String TOKEN = "/open-apis/auth/v3/tenant_access_token/internal";

    @AfterAll
    static void stop() {
        BOTH.close();
    }

    @BeforeEach
    void bothAsNew() {
        BOTH.reset();
        LARK.apps().update(LARK.app().appId(), app -> app.withRedirectUrls(List.of(CALLBACK)));
    }

    @Test
    void refusalsPointToLarksConsole() {
        LARK.apps().update(LARK.app().appId(), app -> app.withScopes(java.util.Set.of(), app.userScopes()));
        var credentials = new JsonObject()
                .put("app_id", LARK.app().appId())
                .put("app_secret", LARK.app().secret());
        var token = post(LARK.origin() + TOKEN, credentials).json().getString("tenant_access_token");

        var refused = get(LARK.origin() + "/open-apis/tenant/v2/tenant/query", token);

        assertThat(refused.code()).isEqualTo(99991672);
        assertThat(refused.text()).contains("https://open.larksuite.com/app/").doesNotContain("feishu.cn");
    }

    @Test
    void aPersonOfLarkSignsInThere() {
        var address = LARK.origin() + "/open-apis/authen/v1/authorize?"
                + query(Map.of(
                        "client_id",
                        LARK.app().appId(),
                        "redirect_uri",
                        CALLBACK,
                        "response_type",
                        "code",
                        "state",
                        "st-1"));
        var code = codeIn(LARK.approve(address, "kaori-sato"));
        var answer = post(
                LARK.origin() + V3,
                redemption(code)
                        .put("client_id", LARK.app().appId())
                        .put("client_secret", LARK.app().secret()));
        var profile = get(
                        LARK.origin() + "/open-apis/authen/v1/user_info",
                        answer.json().getString("access_token"))
                .data();

        assertThat(profile.getString("en_name")).isEqualTo("Kaori Sato");
        assertThat(profile.getString("tenant_key"))
                .isEqualTo(LARK.company().tenantKey())
                .isNotEqualTo(BOTH.company().tenantKey());
        assertThat(get(LARK.origin() + "/?").text()).contains("sandbox");
        assertThat(get(address).text()).contains("Lark account").doesNotContain("Feishu account");
    }

    @Test
    void nothingOfTheOneIsKnownAtTheOther() {
        var atLark = tokenOf(LARK, LARK.app().appId(), LARK.app().secret());
        assertThat(atLark.json().getInteger("code")).isZero();
        assertThat(tokenOf(BOTH, LARK.app().appId(), LARK.app().secret()).code())
                .isEqualTo(10003);
        assertThat(tokenOf(LARK, APP, SECRET).code()).isEqualTo(10003);
        var token = atLark.json().getString("tenant_access_token");
        assertThat(get(LARK.origin() + "/open-apis/contact/v3/scopes", token).code())
                .isZero();
        assertThat(get(BOTH.origin() + "/open-apis/contact/v3/scopes", token).code())
                .isEqualTo(99991663);

        var built = LARK.apps().build("Another").appId();
        assertThat(BOTH.apps().build("Another").appId()).isNotEqualTo(built);
    }

    @Test
    void whoIsLoggedInAtTheOneIsNotAtTheOther() {
        var feishu = get(BOTH.origin() + "/client/open?person=lin-xiaoman");
        assertThat(feishu.header("Set-Cookie")).isEmpty();
        BOTH.apps().update(APP, app -> app.withHomePages(CALLBACK, CALLBACK));
        LARK.apps().update(LARK.app().appId(), app -> app.withHomePages(CALLBACK, CALLBACK));

        assertThat(get(BOTH.origin() + "/client/open?knock=false&person=lin-xiaoman")
                        .header("Set-Cookie")
                        .orElseThrow())
                .startsWith("feishu_sandbox_person=on_");
        assertThat(get(LARK.origin() + "/client/open?knock=false&person=ravi-menon")
                        .header("Set-Cookie")
                        .orElseThrow())
                .startsWith("lark_sandbox_person=on_");
    }

    @Test
    void theClockIsTheSameAndAResetReachesBoth() {
        LARK.clock().advance(Duration.ofHours(3));
        assertThat(BOTH.clock().instant()).isAfter(java.time.Instant.now().plusSeconds(10_000));
        LARK.company().resign("ravi-menon");

        assertThat(post(BOTH.origin() + "/sandbox/api/reset", new JsonObject()).status())
                .isEqualTo(204);

        assertThat(LARK.company().person("ravi-menon").status().canLogIn()).isTrue();
        assertThat(LARK.clock().instant()).isBefore(java.time.Instant.now().plusSeconds(100));
    }

    @Test
    void eachSaysWhereTheOtherIs() {
        var brands = get(LARK.origin() + "/sandbox/api/brands").json();

        assertThat(brands.getString("brand")).isEqualTo("lark");
        assertThat(brands.getJsonObject("origins").getString("feishu")).isEqualTo(BOTH.origin());
        assertThat(URI.create(brands.getJsonObject("origins").getString("lark")).getPort())
                .isEqualTo(LARK.port());
        assertThat(get("/sandbox/api/brands").json().getJsonObject("origins").fieldNames())
                .containsExactly("feishu");
    }

    @Test
    void aSandboxWithoutLarkSaysSo() {
        assertThatThrownBy(SANDBOX::lark).hasMessageContaining("no Lark");
    }

    private static Answer tokenOf(FeishuSandbox sandbox, String appId, String secret) {
        return post(
                sandbox.origin() + TOKEN, new JsonObject().put("app_id", appId).put("app_secret", secret));
    }
}
