package pro.jit.gateway.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration a page of {@code docs/how-to} gives people to copy. */
public final class Recipe {
    private Recipe() {}

    /** The page's one block in this language. */
    public static String block(String page, String language) throws IOException {
        var parts = Files.readString(Path.of("..", "docs", "how-to", page)).split("```" + language + "\n", -1);
        if (parts.length != 2) {
            throw new IllegalStateException(page + " has " + (parts.length - 1) + " blocks of " + language);
        }
        return parts[1].split("\n```", 2)[0];
    }

    /** The page's one block of YAML. */
    static JsonNode yaml(String page) throws IOException {
        return new YAMLMapper().readTree(block(page, "yaml"));
    }
}
