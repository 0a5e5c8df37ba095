package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.local.server.FreePort;

class UpOptionsTest {
    @Test
    void withoutOptionsTheDemonstrationRunsOnTheDocumentedPorts() {
        var options = UpOptions.parse(List.of());

        assertThat(options.feishu()).isEqualTo(new Feishu.Sandbox());
        assertThat(options.empty()).isFalse();
        assertThat(options.limits()).isTrue();
        assertThat(options.replicas()).isEqualTo(1);
        assertThat(options.dataDirectory()).isEqualTo(Path.of(System.getProperty("user.home"), ".jit"));
        assertThat(options.ports().origin("gateway")).isEqualTo("http://localhost:8080");
        assertThat(options.ports().of("postgres")).isEqualTo(15432);
    }

    @Test
    void everyOptionIsRead() {
        var options = UpOptions.parse(List.of(
                "--empty",
                "--no-limits",
                "--replicas",
                "2",
                "--data",
                "/x/y",
                "--port-gateway",
                "9080",
                "--port-kafka",
                "9092"));

        assertThat(options.empty()).isTrue();
        assertThat(options.limits()).isFalse();
        assertThat(options.replicas()).isEqualTo(2);
        assertThat(options.dataDirectory()).isEqualTo(Path.of("/x/y"));
        assertThat(options.ports().of("gateway")).isEqualTo(9080);
        assertThat(options.ports().of("kafka-controller")).isEqualTo(9093);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot-gateway", "--port-", "--port-nothing", "gateway"})
    void anUnknownOptionIsNamed(String option) {
        assertThatThrownBy(() -> UpOptions.parse(List.of(option, "1")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(option);
    }

    @Test
    void aPartThatNobodyLooksForTakesAnyFreePort() {
        var ports = Ports.defaults();
        for (var name : List.of(
                "gateway",
                "org-sync",
                "permission",
                "sandbox",
                "sample-app",
                "postgres",
                "kafka",
                "kafka-controller")) {
            ports = ports.with(name, FreePort.find());
        }

        assertThat(ports.free().of("sandbox-lark")).isPositive();
        assertThat(ports.free().of("gateway")).isEqualTo(ports.of("gateway"));
        assertThat(ports.with("sandbox-lark", 9100).of("sandbox-lark")).isEqualTo(9100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "99999999999", "-1", "http", ""})
    void aPortOutOfRangeIsRefused(String port) {
        assertThatThrownBy(() -> UpOptions.parse(List.of("--port-gateway", port)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--port-gateway");
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        assertThatThrownBy(() -> UpOptions.parse(List.of("--data")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--data needs a value");
    }

    @Test
    void anotherServerMayPlayFeishu() {
        assertThat(Feishu.parse("real")).isEqualTo(new Feishu.Real());
        assertThat(Feishu.parse("http://localhost:9000/"))
                .isEqualTo(new Feishu.At(URI.create("http://localhost:9000")));
        assertThat(Feishu.environmentFor(URI.create("http://localhost:9000"), URI.create("http://localhost:9001")))
                .containsEntry("JIT_FEISHU_OPEN_BASE_URL", "http://localhost:9000")
                .containsEntry("JIT_LARK_PASSPORT_BASE_URL", "http://localhost:9001")
                .containsEntry("JIT_FEISHU_QR_SDK_URL", "http://localhost:9000/sdk/LarkSSOSDKWebQRCode-1.0.3.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:9000", "ftp://x", "http://x/path", "http://u:p@x", "http://x?q", "http://", "%%"})
    void whatIsNoOriginCannotPlayFeishu(String text) {
        assertThatThrownBy(() -> Feishu.parse(text)).isInstanceOf(CommandFailure.class);
    }
}
