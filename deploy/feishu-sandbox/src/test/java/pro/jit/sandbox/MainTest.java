package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void readsItsArguments() {
        var config = Main.configure("--port", "0", "--host", "127.0.0.1", "--origin", "http://feishu:1", "--no-limits");

        assertThat(config.port()).isZero();
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.origin()).isEqualTo("http://feishu:1");
        assertThat(config.limitsEnabled()).isFalse();
    }

    @Test
    void limitsCallsOnPort8090OfLocalhostUnlessTold() {
        var config = Main.configure();

        assertThat(config.port()).isEqualTo(8090);
        assertThat(config.host()).isEqualTo("localhost");
        assertThat(config.limitsEnabled()).isTrue();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Main.configure("--prot", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Main.configure("--port")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Main.configure("--port", "70000")).isInstanceOf(IllegalArgumentException.class);
    }
}
