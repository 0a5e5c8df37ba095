package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
    @Test
    void theFramesOfAStackTraceAreLeftOut(@TempDir Path folder) throws IOException {
        var log = Files.writeString(folder.resolve("log"), """
                1
                2
                3
                Exception in thread "main" java.net.BindException: Address already in use
                \tat java.base/sun.nio.ch.Net.bind0(Native Method)

                Caused by: another
                \tat java.base/sun.nio.ch.Net.bind(Net.java:565)
                \t... 7 more
                """);

        assertThat(LastWords.of(log))
                .containsExactly(
                        "1",
                        "2",
                        "3",
                        "Exception in thread \"main\" java.net.BindException: Address already in use",
                        "Caused by: another");
    }

    @Test
    void onlyTheEndOfALongLogIsRead(@TempDir Path folder) throws IOException {
        var log = Files.writeString(folder.resolve("log"), "line\n".repeat(100_000) + "the last\n");

        assertThat(LastWords.of(log)).containsExactly("line", "line", "line", "line", "the last");
    }

    @Test
    void thereMayBeNoLogAndNothingInIt(@TempDir Path folder) throws IOException {
        assertThat(LastWords.of(folder.resolve("missing"))).isEmpty();
        assertThat(LastWords.of(Files.createFile(folder.resolve("empty")))).isEmpty();
    }
}
