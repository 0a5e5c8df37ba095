package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one document points to in this project is there. */
class DocumentLinksTest {
    private static final Path HOME = Path.of("..", "..");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

    @Test
    void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
        var documents = documents();

        var broken = new ArrayList<String>();
        for (var document : documents) {
            var links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                if (!links.group(1).contains("://") && !leadsSomewhere(document, links.group(1))) {
                    broken.add(HOME.relativize(document) + " -> " + links.group(1));
                }
            }
        }

        assertThat(documents).hasSizeGreaterThan(10);
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        var parts = link.split("#", 2);
        var file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
    }

    /** The names a heading is reached by: lower case, spaces as hyphens, punctuation gone. */
    private static List<String> anchors(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(HOME);
                Stream<Path> docs = Files.walk(HOME.resolve("docs"));
                Stream<Path> deploy = Files.walk(HOME.resolve("deploy"), 2);
                Stream<Path> modules = Files.walk(HOME, 2)) {
            return Stream.of(top, docs, deploy, modules)
                    .flatMap(files -> files)
                    .filter(file ->
                            file.toString().endsWith(".md") && !file.toString().contains("node_modules"))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
