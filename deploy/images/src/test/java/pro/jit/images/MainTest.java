package pro.jit.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private static final List<String> GOOD =
            List.of("--app", "app", "--name", "jit/auth-gateway:0.1.0", "--port", "8080", "--output", "image.tar");

    @Test
    void takesPairsOfNameAndValue() {
        assertThat(Main.parse(GOOD)).containsEntry("--port", "8080").hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "--jre,                 --jre wants a value",
        "--engine docker,       Unknown option --engine",
        "--port 80a,            --port wants a number from 1 to 65535",
        "--port 65536,          --port wants a number from 1 to 65535",
        "--name auth-gateway,   '--name wants a version, as in jit/auth-gateway:0.1.0'",
        "--name a:latest,       '--name wants a version, as in jit/auth-gateway:0.1.0'",
    })
    void saysWhatIsWrong(String more, String message) {
        var arguments = Stream.concat(GOOD.stream(), Stream.of(more.split(" "))).toList();

        assertThatThrownBy(() -> Main.parse(arguments)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"now", "-1", "1e9", "''", "99999999999999999999"})
    void saysThatATimeIsNone(String seconds) {
        assertThatThrownBy(() -> Main.created(seconds)).hasMessage("SOURCE_DATE_EPOCH wants seconds since 1970");
    }

    @Test
    void aTimeIsInSeconds() {
        assertThat(Main.created("1700000000")).isEqualTo("2023-11-14T22:13:20Z");
    }

    @ParameterizedTest
    @CsvSource({"--app", "--name", "--port", "--output"})
    void saysWhatIsMissing(String name) {
        int at = GOOD.indexOf(name);
        var arguments = Stream.concat(GOOD.subList(0, at).stream(), GOOD.subList(at + 2, GOOD.size()).stream())
                .toList();

        assertThatThrownBy(() -> Main.parse(arguments)).hasMessage(name + " is missing");
    }
}
