package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignOriginTest extends SandboxTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1"})
    void aPageOfAnotherOriginChangesNothing(String origin) throws IOException {
        SANDBOX.company().erase("lin-xiaoman");

        assertThat(reset(origin, "localhost:" + SANDBOX.port())).startsWith("HTTP/1.1 403");
        assertThat(SANDBOX.company().findPerson("lin-xiaoman")).isEmpty();
    }

    @Test
    void itsOwnPageDoesUnderWhateverNameTheHostIsReached() throws IOException {
        assertThat(reset(SANDBOX.origin(), "localhost:" + SANDBOX.port())).startsWith("HTTP/1.1 204");
        assertThat(reset(SANDBOX.origin(), "127.0.0.1:" + SANDBOX.port())).startsWith("HTTP/1.1 204");
        assertThat(reset("http://feishu-sandbox:80", "feishu-sandbox:80")).startsWith("HTTP/1.1 204");
        var config = SandboxConfig.anyPort().reachedAt("http://sandbox.example:80");
        try (var named = FeishuSandbox.start(config)) {
            assertThat(reset(named.port(), "http://sandbox.example:80", "sandbox.example:80"))
                    .startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void thePageOfLarkChangesWhatIsFeishus() throws IOException {
        try (var both = FeishuSandbox.start(SandboxConfig.anyPort().withLark(0))) {
            assertThat(reset(both.port(), both.lark().origin(), "localhost:" + both.port()))
                    .startsWith("HTTP/1.1 204");
        }
    }

    private static String reset(String origin, String host) throws IOException {
        return reset(SANDBOX.port(), origin, host);
    }

    // Java's own client sets Host itself.
    private static String reset(int port, String origin, String host) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            var head = "POST /sandbox/api/reset HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
