package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The console's own texts in one language, so that a test finds the same thing in each. */
final class ConsoleTexts {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\w+}}");

    private final String locale;
    private final Path folder;
    private final Map<String, JsonNode> files = new HashMap<>();

    /**
     * Of a language.
     *
     * @param locale as a browser says it, such as {@code zh-CN}
     */
    ConsoleTexts(String locale) {
        this.locale = locale;
        folder =
                Path.of(System.getProperty("jit.home"), "auth-gateway/src/main/webui/src/i18n", locale.substring(0, 2));
    }

    /** As given. */
    String locale() {
        return locale;
    }

    /**
     * The text of a key; of one that counts, the one for several.
     *
     * @param key such as {@code organization:sync.start}
     */
    String of(String key) {
        var colon = key.indexOf(':');
        var text = files.computeIfAbsent(key.substring(0, colon), this::read);
        var path = "/" + key.substring(colon + 1).replace('.', '/');
        var found = text.at(path).isTextual() ? text.at(path) : text.at(path + "_other");
        if (!found.isTextual()) {
            throw new AssertionError("The console has no text " + key + " in " + folder.getFileName());
        }
        return found.asText();
    }

    /** The same with anything in the places of its values, as both Java's and the browser's regular expressions have it. */
    Pattern like(String key) {
        var text = of(key);
        var pattern = new StringBuilder();
        var from = 0;
        for (MatchResult place : PLACEHOLDER.matcher(text).results().toList()) {
            pattern.append(escaped(text.substring(from, place.start()))).append(".+?");
            from = place.end();
        }
        return Pattern.compile(pattern.append(escaped(text.substring(from))).toString());
    }

    private static String escaped(String text) {
        return text.replaceAll("[.*+?^${}()|\\[\\]\\\\/]", "\\\\$0");
    }

    private JsonNode read(String file) {
        try {
            return StackDirectory.JSON.readTree(folder.resolve(file + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
