package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentedChoicesTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "reference", "feishu-sandbox.md");
    private static final Pattern PLACE = Pattern.compile("(?m)\\| `(\\w+)\\.(?:\\w+\\.)?(\\w+)` \\|$");
    private static final String NOTE = "UNCONFIRMED\\s+(?:\\*\\s+)?\\(contract\\s+(?:\\*\\s+)?§[0-9]+(?:\\.[0-9]+)?\\)";
    private static final Pattern ANY_NOTE = Pattern.compile("(?i)unconfirmed(?:[\\s*]+\\(contract[\\s*]+§[0-9.]+\\))?");

    @ParameterizedTest
    @MethodSource("places")
    void saysWhereAChoiceStandsThatItIsOne(String type, String member) throws IOException {
        var source = sources().filter(file -> file.endsWith(type + ".java")).toList();

        assertThat(source).hasSize(1);
        assertThat(Files.readString(source.getFirst()))
                .containsPattern("(?s)" + NOTE + "((?!\\*/).)*\\*/[^;{}]*\\b" + member + "( =|\\()");
    }

    @Test
    void everyChoiceNamesTheSectionThatLeavesItOpen() throws IOException {
        for (var file : sources().toList()) {
            assertThat(ANY_NOTE.matcher(Files.readString(file)).results().map(MatchResult::group))
                    .as(file.toString())
                    .allMatch(note -> note.matches(NOTE));
        }
    }

    private static Stream<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    static Stream<String[]> places() throws IOException {
        var document = Files.readString(DOCUMENT);
        var choices = document.substring(document.indexOf("## Chosen where"));
        return PLACE.matcher(choices).results().map(found -> new String[] {found.group(1), found.group(2)});
    }
}
