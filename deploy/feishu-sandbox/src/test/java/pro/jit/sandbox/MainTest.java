package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.sandbox.model.CompanySize;

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
    void generatesACompanyWhenToldHowLarge() {
        assertThat(Main.configure().generated()).isNull();
        assertThat(Main.configure("--people", "2000").generated()).isEqualTo(new CompanySize(2000, 100, 1));
        assertThat(Main.configure("--people", "2000", "--departments", "7", "--seed", "9")
                        .generated())
                .isEqualTo(new CompanySize(2000, 7, 9));
    }

    @Test
    void readsTheSizeFromTheEnvironmentToo() {
        var options = new SizeOptions(Map.of("FEISHU_SANDBOX_PEOPLE", "40", "FEISHU_SANDBOX_SEED", "2"));
        options.set("--people", "60");

        assertThat(options.toSize()).hasValue(new CompanySize(60, 3, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "--people, 0, 1 to 100000",
        "--people, 99999999999, 1 to 100000",
        "--people, many, whole number",
        "--departments, 3, --people"
    })
    void refusesASizeItCannotHave(String option, String value, String message) {
        assertThatThrownBy(() -> Main.configure(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Main.configure("--prot", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Main.configure("--port")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Main.configure("--port", "70000")).isInstanceOf(IllegalArgumentException.class);
    }
}
