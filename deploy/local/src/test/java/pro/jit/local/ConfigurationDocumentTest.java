package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pro.jit.local.DeclaredSettings.Setting;

/**
 * {@code docs/reference/configuration.md} tells every setting the sources declare, as they do; with {@code -Djit.update-documents=true} it is written. What other documents
 * and the manifests set is there.
 */
class ConfigurationDocumentTest {
    private static final Path HOME = Path.of("..", "..");
    private static final Path DOCUMENT = HOME.resolve("docs/reference/configuration.md");
    private static final List<String> SERVICES = List.of("auth-gateway", "org-sync-service", "permission-service");

    /** What the recipe for Apache hands to Apache. */
    private static final Set<String> OF_APACHE = Set.of("JIT_CLIENT_SECRET", "JIT_COOKIE_PASSPHRASE");

    /** Of the table that is written by hand: what a service cannot do without, and what all have in common. */
    private static final Pattern BY_HAND = Pattern.compile("(?m)^\\| (`JIT_[^|]*) \\|");

    /** Not part of a longer name, nor the beginning of one as in {@code JIT_LARK_}. */
    private static final Pattern NAMED = Pattern.compile("(?<![A-Z_])JIT_[A-Z0-9]+(?:_[A-Z0-9]+)*(?![A-Z0-9_])");

    @Test
    void itTellsWhatTheSourcesDeclare() throws IOException {
        var written = Files.readString(DOCUMENT);
        var told = written;
        for (var service : SERVICES) {
            told = replaced(told, service, table(settings(service), byHand(written)));
        }

        if (Boolean.getBoolean("jit.update-documents")) {
            Files.writeString(DOCUMENT, told);
        } else {
            assertThat(written).isEqualTo(told);
        }
    }

    @Test
    void everySettingIsExplained() throws IOException {
        var common = byHandNow();
        var unexplained = new ArrayList<String>();
        for (var service : SERVICES) {
            settings(service).stream()
                    .filter(setting -> setting.property().startsWith("jit.")
                            && setting.meaning().isEmpty())
                    .map(Setting::variable)
                    .filter(variable -> !common.contains(variable))
                    .forEach(variable -> unexplained.add(service + " " + variable));
        }
        assertThat(unexplained).isEmpty();
    }

    @Test
    void whatDocumentsAndManifestsNameIsThere() throws IOException {
        var known = new HashSet<>(byHandNow());
        for (var service : SERVICES) {
            settings(service).stream().map(Setting::variable).forEach(known::add);
        }

        var unknown = new ArrayList<String>();
        for (var file : naming()) {
            NAMED.matcher(Files.readString(file))
                    .results()
                    .map(name -> name.group())
                    .filter(name -> !known.contains(name) && !OF_APACHE.contains(name))
                    .forEach(name -> unknown.add(HOME.relativize(file) + " names " + name));
        }
        assertThat(unknown).isEmpty();
    }

    private static List<Setting> settings(String service) throws IOException {
        return DeclaredSettings.below(HOME.resolve(service).resolve("src/main/java"));
    }

    private static Set<String> byHandNow() throws IOException {
        return byHand(Files.readString(DOCUMENT));
    }

    private static Set<String> byHand(String document) {
        var common = document.substring(0, document.indexOf("<!-- auth-gateway -->"));
        return BY_HAND.matcher(common)
                .results()
                .flatMap(row -> NAMED.matcher(row.group(1)).results())
                .map(name -> name.group())
                .collect(Collectors.toSet());
    }

    private static String replaced(String document, String service, String table) {
        var begin = "<!-- " + service + " -->\n";
        var end = "<!-- end of " + service + " -->";
        return document.substring(0, document.indexOf(begin) + begin.length())
                + table
                + document.substring(document.indexOf(end));
    }

    private static String table(List<Setting> settings, Set<String> byHand) {
        return settings.stream()
                .filter(setting -> setting.property().startsWith("jit."))
                .filter(setting -> !byHand.contains(setting.variable()))
                .map(setting -> "| `%s` | %s | %s | %s |\n"
                        .formatted(
                                setting.variable(),
                                type(setting.type()),
                                setting.byDefault() == null ? "" : "`" + setting.byDefault() + "`",
                                sentence(setting.meaning())))
                .collect(Collectors.joining(
                        "", "| variable | is | by default | what it is for |\n| --- | --- | --- | --- |\n", ""));
    }

    private static String sentence(String meaning) {
        var whole = meaning.endsWith(".") ? meaning : meaning + ".";
        return Character.toUpperCase(whole.charAt(0)) + whole.substring(1).replace("|", "\\|");
    }

    private static String type(String java) {
        return switch (java) {
            case "Duration" -> "duration";
            case "int", "long", "short", "OptionalLong", "Optional<Short>" -> "whole number";
            case "double" -> "number";
            case "boolean" -> "`true` or `false`";
            case "URI" -> "address";
            case "String", "Optional<String>" -> "text";
            case "List<String>" -> "texts, comma separated";
            default -> "a choice";
        };
    }

    /** What says how a service is set: documents, the services' own, and the manifests. */
    private static List<Path> naming() throws IOException {
        try (Stream<Path> docs = Files.walk(HOME.resolve("docs"));
                Stream<Path> manifests = Files.walk(HOME.resolve("deploy/kubernetes"))) {
            return Stream.concat(
                            Stream.concat(docs, manifests)
                                    .filter(Files::isRegularFile)
                                    .filter(file -> !file.toString().contains("node_modules")
                                            && !file.toString().contains("/target/")
                                            && !file.toString().contains("/src/")
                                            && !file.toString().contains(".vitepress"))
                                    .filter(file -> file.toString().matches(".*\\.(md|ya?ml|env|properties)")),
                            SERVICES.stream()
                                    .map(service -> HOME.resolve(service).resolve("README.md")))
                    .toList();
        }
    }
}
