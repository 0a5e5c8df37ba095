package pro.jit.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published AsyncAPI document of the events, {@code docs/reference/events/asyncapi.yaml}. */
final class AsyncApi {
    private AsyncApi() {}

    /** The event types of topics; at least one each. */
    static List<String> types(String... topics) {
        var document = document();
        return List.of(topics).stream()
                .flatMap(topic -> {
                    var messages = channel(document, topic).path("messages");
                    if (messages.isEmpty()) {
                        throw new IllegalStateException("The document has nothing on " + topic);
                    }
                    return messages.valueStream();
                })
                .map(message -> document.at(message.path("$ref").asText().substring(1)))
                .map(message -> message.path("name").asText())
                .toList();
    }

    /** What the document says Kafka is told of a topic. */
    static JsonNode configuration(String topic) {
        return channel(document(), topic).at("/bindings/kafka/topicConfiguration");
    }

    private static JsonNode channel(JsonNode document, String topic) {
        return document.path("channels")
                .valueStream()
                .filter(channel -> channel.path("address").asText().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode document() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(Files.readString(Path.of("..", "docs", "reference", "events", "asyncapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
