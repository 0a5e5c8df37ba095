package pro.jit.orgsync.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoint of long connections answers, and might answer. */
class LongConnectionEndpointTest {
    private static final FeishuApp APP = new FeishuApp(Platform.FEISHU, "cli_1", "a-secret");

    private volatile String answer = "";
    private volatile String asked = "";
    private final FeishuTransport transport = new FeishuTransport(new Patience());
    private HttpServer server;
    private LongConnectionEndpoint endpoint;

    /** Not much. */
    private static final class Patience implements FeishuClientConfig {
        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration answerTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public int attempts() {
            return 1;
        }

        @Override
        public Duration backoff() {
            return Duration.ofMillis(1);
        }

        @Override
        public int throttledAttempts() {
            return 1;
        }

        @Override
        public Duration longestThrottle() {
            return Duration.ofMillis(1);
        }

        @Override
        public int requestsPerSecond() {
            return 50;
        }

        @Override
        public int requestsPerMinute() {
            return 1000;
        }

        @Override
        public int largestAnswerBytes() {
            return 100_000;
        }
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/callback/ws/endpoint", exchange -> {
            asked = exchange.getRequestHeaders().getFirst("locale") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var origin = URI.create("http://localhost:" + server.getAddress().getPort());
        endpoint = new LongConnectionEndpoint(transport, new FeishuAddresses(origin, origin));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        transport.close();
    }

    private static String of(String url) {
        return "{\"code\":0,\"msg\":\"\",\"data\":{\"URL\":\"" + url + "\",\"ClientConfig\":{\"PingInterval\":90}}}";
    }

    @Test
    void anInvitationHasAddressServiceAndSettings() {
        answer = of("wss://ws.example.test/ws/v2?fpid=1&device_id=77&service_id=33&ticket=t");

        var invitation = endpoint.ask(APP);

        assertThat(invitation.address().getHost()).isEqualTo("ws.example.test");
        assertThat(invitation.service()).isEqualTo(33);
        assertThat(invitation.settings().pingInterval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(invitation.toString()).doesNotContain("ticket");
        assertThat(asked).isEqualTo("zh {\"AppID\":\"cli_1\",\"AppSecret\":\"a-secret\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://h/ws?service_id=x",
                "ws://h/ws?service_id=99999999999",
                "ws://h/ws?my_service_id=7",
                "ws://h/ws"
            })
    void aServiceThatIsNotSaidIsNone(String url) {
        answer = of(url);

        assertThat(endpoint.ask(APP).service()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 403, 514, 1000040343, 1000040350})
    void aRefusalHasFeishusCode(int code) {
        answer = "{\"code\":" + code + ",\"msg\":\"no\",\"data\":{}}";

        assertThatThrownBy(() -> endpoint.ask(APP))
                .isInstanceOfSatisfying(FeishuRefused.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"code\":\"zero\"}",
                "{\"code\":0}",
                "{\"code\":0,\"data\":null}",
                "{\"code\":0,\"data\":{\"URL\":7}}",
                "{\"code\":0,\"data\":{\"URL\":\"\"}}",
                "{\"code\":0,\"data\":{\"URL\":\"http://h/ws\"}}",
                "{\"code\":0,\"data\":{\"URL\":\"file:///etc/passwd\"}}",
                "{\"code\":0,\"data\":{\"URL\":\"wss://\"}}",
                "{\"code\":0,\"data\":{\"URL\":\"wss://h h/\"}}"
            })
    void whatIsNoInvitationIsNotFollowed(String body) {
        answer = body;

        assertThatThrownBy(() -> endpoint.ask(APP)).isInstanceOf(FeishuUnavailable.class);
    }

    @Test
    void anAddressThatIsTooLongIsNotFollowed() {
        answer = of("wss://h/" + "x".repeat(5_000));

        assertThatThrownBy(() -> endpoint.ask(APP)).isInstanceOf(FeishuUnavailable.class);
    }

    @Test
    void whereFeishuIsAskedOverTlsTheConnectionMustBeToo() {
        assertThatThrownBy(() -> LongConnectionEndpoint.address("ws://h/ws", true))
                .isInstanceOf(FeishuUnavailable.class)
                .hasMessageNotContaining("ws://h");
        assertThat(LongConnectionEndpoint.address("wss://h/ws", true)).hasHost("h");
        assertThat(LongConnectionEndpoint.address("ws://h/ws", false)).hasHost("h");
    }
}
