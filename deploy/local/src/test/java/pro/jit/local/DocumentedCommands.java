package pro.jit.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands that the documents show: blocks of {@code sh}, and blocks of no language that begin with a program. */
final class DocumentedCommands {
    static final Path HOME = Path.of("..", "..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(sh)?\\n(.*?)^ *```");
    private static final Pattern PROGRAM =
            Pattern.compile("(\\./|curl |kubectl |java |docker |cd deploy).*", Pattern.DOTALL);

    private DocumentedCommands() {}

    /**
     * One block.
     *
     * @param page where it stands, from the root of the project
     * @param script as it would be typed
     */
    record Block(String page, String script) {
        boolean callsUs() {
            return script.contains("curl ") || script.contains("api ");
        }

        String firstLine() {
            return script.lines().findFirst().orElse("").strip();
        }
    }

    /** All of them, page by page, in the order of their names. */
    static List<Block> all() throws IOException {
        var blocks = new ArrayList<Block>();
        for (var page : pages()) {
            var found = BLOCK.matcher(Files.readString(page));
            while (found.find()) {
                var script = found.group(3).replaceAll("(?m)^" + found.group(1), "");
                if (found.group(2) != null || PROGRAM.matcher(script).matches()) {
                    blocks.add(new Block(HOME.relativize(page).toString(), script));
                }
            }
        }
        return blocks;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(HOME);
                Stream<Path> docs = Files.walk(HOME.resolve("docs"));
                Stream<Path> deploy = Files.walk(HOME.resolve("deploy"), 2)) {
            return Stream.of(top, docs, deploy)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
