package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesTest extends SandboxTest {
    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8, Feishu sandbox",
        "/sandbox/assets/phone.js, text/javascript; charset=utf-8, lookAtScreens",
        "/sdk/LarkSSOSDKWebQRCode-1.0.3.js, text/javascript; charset=utf-8, window.QRLogin",
        "/sdk/h5-js-sdk.js, text/javascript; charset=utf-8, window.h5sdk",
    })
    void serves(String path, String type, String content) {
        var answer = get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue(type);
        assertThat(answer.text()).contains(content);
    }

    @Test
    void drawsAPictureOfEveryPerson() {
        var address = get(
                        "/open-apis/contact/v3/users/"
                                + SANDBOX.company().person("feng-emoji").openId(APP),
                        tenantToken())
                .data()
                .getJsonObject("user")
                .getJsonObject("avatar")
                .getString("avatar_240");

        assertThat(get(address).header("Content-Type")).hasValue("image/svg+xml");
    }

    @Test
    void keepsTheUserAgentRuleOfTheStandInAndTheServerTheSame() {
        assertThat(get("/sdk/h5-js-sdk.js").text()).contains("/\\b(Lark|Feishu)\\//i");
    }
}
