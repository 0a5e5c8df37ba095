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
        "--port 80a,            --port wants a number",
        "--name auth-gateway,   '--name wants a version, as in jit/auth-gateway:0.1.0'",
        "--name a:latest,       '--name wants a version, as in jit/auth-gateway:0.1.0'",
    })
    void saysWhatIsWrong(String more, String message) {
        var arguments = Stream.concat(GOOD.stream(), Stream.of(more.split(" "))).toList();

        assertThatThrownBy(() -> Main.parse(arguments)).hasMessage(message);
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
