package pro.jit.orgsync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.AsyncApi;

/** The AsyncAPI document is one, leaves out no schema, and says of our topics what we make of them. What is sent is held against it by {@link EventsContractIT}. */
class AsyncApiContractTest {
    /** What AsyncAPI 3.0.0 requires of the objects that are used here; the document was held against its whole schema when it was written. */
    @Test
    void theDocumentHasWhatAsyncApi3Requires() {
        var document = AsyncApi.document();

        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.path("info").path("title").asText()).isNotBlank();
        assertThat(document.path("info").path("version").asText()).isNotBlank();
        assertThat(document.path("channels").valueStream()).isNotEmpty().allSatisfy(channel -> {
            assertThat(channel.path("address").asText()).matches("jit\\.[a-z]+\\.[a-z-]+");
            assertThat(channel.path("messages").isEmpty()).isFalse();
        });
        assertThat(document.path("operations").valueStream()).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.path("action").asText()).isIn("send", "receive");
            assertThat(operation.path("channel").path("$ref").asText()).startsWith("#/channels/");
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThatCode(() -> AsyncApi.inlined(AsyncApi.document())).doesNotThrowAnyException();
    }

    @Test
    void everySchemaOfAnEventIsOfAMessage() throws IOException {
        try (var files = Files.list(AsyncApi.FOLDER)) {
            var schemas = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".schema.json"))
                    .collect(Collectors.toSet());
            var referred = Pattern.compile("\"\\$ref\":\"([^\"#]+)\"")
                    .matcher(AsyncApi.document().toString())
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());

            assertThat(referred).isEqualTo(schemas);
        }
    }

    @Test
    void ourTopicsAreAsWeMakeThem() {
        assertThat(AsyncApi.sentBy("org-sync-service"))
                .containsOnlyKeys(KafkaTopics.ALL)
                .allSatisfy((topic, channel) -> {
                    var kafka = channel.path("bindings").path("kafka");
                    assertThat(kafka.path("topic").asText()).isEqualTo(topic);
                    assertThat(kafka.at("/topicConfiguration/cleanup.policy").toString())
                            .isEqualTo("[\"compact\"]");
                });
    }
}
