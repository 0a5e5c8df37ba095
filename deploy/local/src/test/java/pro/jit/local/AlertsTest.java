package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts tell of what is wrong and not of what is well, as Prometheus' own tool sees it, and each is explained. */
class AlertsTest {
    private static final Path FOLDER = Path.of("..", "kubernetes", "components", "monitoring");
    private static final Path EXPLAINED = Path.of("..", "..", "docs", "how-to", "answer-an-alert.md");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    @Test
    void eachFiresWhenItShouldAndNoneWhenNothingIsWrong(@TempDir Path folder) throws Exception {
        assumeTrue(isThere("promtool"), "promtool is not on the PATH; it is in Debian's package prometheus");
        Files.writeString(folder.resolve("rules.yaml"), rules());
        Files.copy(FOLDER.resolve("prometheus-rule-test.yaml"), folder.resolve("test.yaml"));

        assertThat(run(folder, "promtool", "check", "rules", "rules.yaml")).contains("SUCCESS");
        assertThat(run(folder, "promtool", "test", "rules", "test.yaml")).contains("SUCCESS");
    }

    /** So that the test above can fail. */
    @Test
    void oneThatDoesNotFireIsNoticed(@TempDir Path folder) throws Exception {
        assumeTrue(isThere("promtool"), "promtool is not on the PATH; it is in Debian's package prometheus");
        Files.writeString(
                folder.resolve("rules.yaml"),
                rules().replace("max(jit_event_lag_seconds) > 60", "max(jit_event_lag) > 60"));
        Files.copy(FOLDER.resolve("prometheus-rule-test.yaml"), folder.resolve("test.yaml"));

        assertThat(run(folder, "promtool", "test", "rules", "test.yaml")).contains("FAILED");
    }

    @Test
    void eachIsTestedAndExplained() throws IOException {
        var tested = Files.readString(FOLDER.resolve("prometheus-rule-test.yaml"));
        var explained = Files.readString(EXPLAINED);

        assertThat(alerts()).hasSizeGreaterThan(15).allSatisfy(alert -> {
            assertThat(tested).contains("alertname=\"" + alert + "\"");
            assertThat(explained).contains("\n## " + alert + "\n");
        });
    }

    private static List<String> alerts() throws IOException {
        var alert = ALERT.matcher(rules());
        return Stream.generate(() -> alert.find() ? alert.group(1) : "")
                .takeWhile(name -> !name.isEmpty())
                .toList();
    }

    /** What the resource for the operator has in its {@code spec}, as Prometheus itself reads it. */
    private static String rules() throws IOException {
        return Files.readString(FOLDER.resolve("prometheus-rule.yaml"))
                .lines()
                .dropWhile(line -> !line.equals("spec:"))
                .skip(1)
                .map(line -> line.isEmpty() ? line : line.substring(2))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
