package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentedChoicesTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "reference", "feishu-sandbox.md");
    private static final Pattern PLACE = Pattern.compile("(?m)\\| `(\\w+)\\.(?:\\w+\\.)?(\\w+)` \\|$");

    @ParameterizedTest
    @MethodSource("places")
    void namesWhereAChoiceStands(String type, String member) throws IOException {
        try (var sources = Files.walk(Path.of("src", "main", "java"))) {
            var source = sources.filter(file -> file.endsWith(type + ".java")).toList();

            assertThat(source).hasSize(1);
            assertThat(Files.readString(source.getFirst())).containsPattern("\\b" + member + "( =|\\()");
        }
    }

    static Stream<String[]> places() throws IOException {
        var document = Files.readString(DOCUMENT);
        var choices = document.substring(document.indexOf("## Chosen where"));
        return PLACE.matcher(choices).results().map(found -> new String[] {found.group(1), found.group(2)});
    }
}
