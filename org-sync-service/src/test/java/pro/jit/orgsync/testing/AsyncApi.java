package pro.jit.orgsync.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The published AsyncAPI document of the events, {@code docs/reference/events/asyncapi.yaml}. */
public final class AsyncApi {
    public static final Path FOLDER = Path.of("..", "docs", "reference", "events");

    private static final JsonNode DOCUMENT = read(FOLDER.resolve("asyncapi.yaml"));

    private AsyncApi() {}

    public static JsonNode document() {
        return DOCUMENT;
    }

    /** The channels a service sends to, by topic. */
    public static Map<String, JsonNode> sentBy(String service) {
        return DOCUMENT.path("operations")
                .valueStream()
                .filter(operation -> operation.path("action").asText().equals("send"))
                .filter(operation ->
                        operation.path("tags").path(0).path("name").asText().equals(service))
                .map(operation -> resolve(operation.path("channel")))
                .collect(Collectors.toMap(channel -> channel.path("address").asText(), channel -> channel));
    }

    /** The messages of a channel by the event type. */
    public static Map<String, JsonNode> messages(JsonNode channel) {
        return channel.path("messages")
                .valueStream()
                .map(AsyncApi::resolve)
                .collect(Collectors.toMap(message -> message.path("name").asText(), message -> message));
    }

    /** The schema of a message's whole payload, envelope and data. */
    public static JsonSchema payload(JsonNode message) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(inlined(message.path("payload")));
    }

    /** The same with what it refers to in its place; fails where there is nothing at the end of a reference. */
    public static JsonNode inlined(JsonNode part) {
        if (part.has("$ref")) {
            return inlined(resolve(part));
        }
        var whole = part.deepCopy();
        if (whole instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(inlined(member.getValue())));
        } else if (whole.isArray()) {
            var array = new ObjectMapper().createArrayNode();
            whole.forEach(item -> array.add(inlined(item)));
            return array;
        }
        return whole;
    }

    private static JsonNode resolve(JsonNode reference) {
        var target = reference.path("$ref").asText();
        if (!target.startsWith("#")) {
            return ((ObjectNode) read(FOLDER.resolve(target))).without("$id");
        }
        var found = DOCUMENT.at(target.substring(1));
        if (found.isMissingNode()) {
            throw new IllegalStateException("Nothing is at " + target);
        }
        return found;
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
