package pro.jit.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One resource of a rendered overlay.
 *
 * @param json all of it, as it would be sent to the API server
 */
record Document(ObjectNode json) {
    private static final ObjectMapper YAML = new YAMLMapper();

    /** The documents of a YAML stream, in its order. */
    static List<Document> parseAll(String yaml) {
        try (MappingIterator<ObjectNode> documents =
                YAML.readerFor(ObjectNode.class).readValues(yaml)) {
            var all = new ArrayList<Document>();
            documents.forEachRemaining(document -> all.add(new Document(document)));
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document parse(String yaml) {
        return parseAll(yaml).getFirst();
    }

    String kind() {
        return json.path("kind").asText();
    }

    /** {@code apiVersion} and {@code kind}, e.g. {@code apps/v1 Deployment}. */
    String type() {
        return json.path("apiVersion").asText() + " " + kind();
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    /** What a JSON pointer (RFC 6901) leads to; a missing node where it leads nowhere. */
    JsonNode at(String pointer) {
        return json.at(pointer);
    }

    /** A copy that may be broken. */
    Document copy() {
        return new Document(json.deepCopy());
    }

    /** A copy with another value, given as JSON, at a pointer whose parent is there. */
    Document with(String pointer, String value) {
        var copy = copy();
        int last = pointer.lastIndexOf('/');
        try {
            ((ObjectNode) copy.at(pointer.substring(0, last))).set(pointer.substring(last + 1), YAML.readTree(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value, e);
        }
        return copy;
    }

    /** A copy without what is at a pointer. */
    Document without(String pointer) {
        var copy = copy();
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) copy.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
        return copy;
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
