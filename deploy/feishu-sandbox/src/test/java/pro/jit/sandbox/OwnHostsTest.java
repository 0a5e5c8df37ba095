package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnHostsTest extends SandboxTest {
    private static final String APPS = "/sandbox/api/apps";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8090",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "feishu.svc.evil.example",
                "EVIL.EXAMPLE"
            })
    void tellsNothingUnderANameThatAnybodyMayHaveResolvedToThisMachine(String host) throws IOException {
        assertThat(named(APPS, host))
                .startsWith("HTTP/1.1 403")
                .contains("foreign-host", "--origin")
                .doesNotContain("app_secret");
        assertThat(named("/sandbox/../sandbox/api/apps", host)).startsWith("HTTP/1.1 403");
        assertThat(named("/", host)).startsWith("HTTP/1.1 403").doesNotContain("<html");
        assertThat(named("/client/open", host)).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8090",
                "sandbox.localhost:8090",
                "127.0.0.1:8090",
                "192.168.7.31",
                "[::1]:8090",
                "[2001:db8::7]",
                "feishu-sandbox:8090",
                "feishu.jit.svc",
                "feishu.jit.svc.cluster.local:8090"
            })
    void answersUnderNamesThatAreNobodyElses(String host) throws IOException {
        assertThat(named(APPS, host)).startsWith("HTTP/1.1 200").contains("app_secret");
        assertThat(named("/", host)).startsWith("HTTP/1.1 200");
    }

    @Test
    void answersUnderTheNameItWasGiven() throws IOException {
        var config = SandboxConfig.anyPort().reachedAt("https://feishu.corp.example/");
        try (var named = FeishuSandbox.start(config)) {
            assertThat(named(named.port(), APPS, "Feishu.corp.example")).startsWith("HTTP/1.1 200");
            assertThat(named(named.port(), APPS, "corp.example")).startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open-apis/authen/v1/authorize",
                "/open-apis/contact/v3/scopes",
                "/suite/passport/sso/qr",
                "/sdk/h5-js-sdk.js",
                "/sandbox/assets/sandbox.css"
            })
    void playsFeishuUnderAnyName(String path) throws IOException {
        assertThat(named(path, "open.feishu.cn")).doesNotContain("foreign-host").doesNotStartWith("HTTP/1.1 403");
    }

    private static String named(String path, String host) throws IOException {
        return named(SANDBOX.port(), path, host);
    }

    // Java's own client sets Host itself.
    private static String named(int port, String path, String host) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            var head = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
