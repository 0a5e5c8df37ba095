package pro.jit.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The metrics that the dashboard and the alerts name, and whether services tell them. */
final class NamedMetrics {
    private static final Path FOLDER = Path.of("..", "kubernetes", "components", "monitoring");

    /** A metric of ours or of Quarkus, and the labels it is chosen by. */
    private static final Pattern SELECTED =
            Pattern.compile("\\b((?:jit|http_server|jvm|process|agroal)_\\w+)\\b(\\{[^}]*})?");

    private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!~|!=|=)");

    /** What Prometheus adds itself. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    private NamedMetrics() {}

    /**
     * Those that are named and told by none.
     *
     * @param told what each service answers at {@code /q/metrics}
     */
    static Collection<String> missing(Collection<String> told) {
        var missing = new TreeSet<String>();
        for (var file : Set.of("grafana-dashboard.json", "prometheus-rule.yaml")) {
            var selected = SELECTED.matcher(read(FOLDER.resolve(file)).replace("\\\"", "\""));
            while (selected.find()) {
                var name = selected.group(1);
                var labels = labels(selected.group(2));
                if (told.stream().flatMap(String::lines).noneMatch(line -> has(line, name, labels))) {
                    missing.add(file + ": " + name + labels);
                }
            }
        }
        return missing;
    }

    private static Set<String> labels(String selector) {
        var labels = new TreeSet<String>();
        if (selector != null) {
            var label = LABEL.matcher(selector);
            while (label.find()) {
                labels.add(label.group(1));
            }
        }
        labels.removeAll(ADDED);
        return labels;
    }

    private static boolean has(String line, String name, Set<String> labels) {
        return (line.startsWith(name + " ") || line.startsWith(name + "{"))
                && labels.stream()
                        .allMatch(label -> line.contains("{" + label + "=") || line.contains("," + label + "="));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
