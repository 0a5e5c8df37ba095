package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FEISHU|Mozilla/5.0 (Macintosh) Chrome/101.0.4951.53 Safari/537.36 Lark/6.7.5 LarkLocale/en_US ttnet SDK-Version/6.7.8",
                "FEISHU|Mozilla/5.0 (iPhone) Version/14.6 Mobile/15E148 Safari/604.1 Lark/4.1.3 LarkLocale/zh_CN",
                "FEISHU|Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36 Lark/5.10.4 LarkLocale/zh_CN ChannelName/Feishu TTWebView/1",
                "FEISHU|something feishu/7.1",
                "PHONE|Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
                "PHONE|Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/140.0 Mobile Safari/537.36",
                "BROWSER|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0 Safari/537.36",
                "BROWSER|Mozilla/5.0 (Windows NT 10.0; Win64; x64) Skylark/1.0",
                "BROWSER|curl/8"
            })
    void whatAVisitorSitsAt(ClientKind kind, String userAgent) {
        assertThat(ClientKind.of(userAgent)).isEqualTo(kind);
    }

    @Test
    void noUserAgentIsABrowser() {
        assertThat(ClientKind.of(null)).isEqualTo(ClientKind.BROWSER);
    }
}
