package pro.jit.gateway.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {
    private static final String TEXT = """
            # HELP jit_lag_seconds how far
            # TYPE jit_lag_seconds gauge
            jit_lag_seconds{topic="jit.org.members",} 3.5
            jit_lag_seconds{topic="a } b"} 12.0
            jit_lag_seconds{topic="c"} NaN
            jit_lag_seconds_more 99.0
            jit_waiting 7
            jit_timed 2.5 1395066363000
            """;

    @Test
    void valuesOfAllLabelsArePutTogether() {
        assertThat(PrometheusText.read(TEXT, "jit_lag_seconds", Math::max)).hasValue(12);
        assertThat(PrometheusText.read(TEXT, "jit_lag_seconds", Double::sum)).hasValue(15.5);
        assertThat(PrometheusText.read(TEXT, "jit_waiting", Double::sum)).hasValue(7);
        assertThat(PrometheusText.read(TEXT, "jit_timed", Double::sum)).hasValue(2.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jit_x",
                "jit_x ",
                "jit_x{",
                "jit_x{} ",
                "jit_x NaN",
                "jit_x +Inf",
                "jit_x one",
                "jit_x{a=\"1\"}",
                "<html>jit_x 1</html>"
            })
    void whatIsNoNumberIsNoValue(String text) {
        assertThat(PrometheusText.read(text, "jit_x", Double::sum)).isEmpty();
    }
}
