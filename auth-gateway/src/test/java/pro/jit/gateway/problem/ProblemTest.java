package pro.jit.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\|");

    @Test
    void theReferenceListsEveryProblemWithItsStatus() throws IOException {
        var page = Files.readString(Path.of("../docs/reference/problems.md"));
        var listed = ROW.matcher(page)
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
        assertThat(listed)
                .as("rows of docs/reference/problems.md")
                .doesNotHaveDuplicates()
                .containsAll(Arrays.stream(Problem.values())
                        .map(problem -> problem.id() + " " + problem.status())
                        .toList());
    }
}
