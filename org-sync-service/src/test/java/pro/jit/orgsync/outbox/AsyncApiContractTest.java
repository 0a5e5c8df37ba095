package pro.jit.orgsync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.AsyncApi;

/** The AsyncAPI document is one, leaves out no schema, and says of our topics what we make of them. What is sent is held against it by {@link EventsContractIT}. */
class AsyncApiContractTest {
    @Test
    void theDocumentIsWhatAsyncApi3Asks() throws IOException {
        // The schema is AsyncAPI's own, from the npm package @asyncapi/specs 6.11.1.
        try (var schema =
                Objects.requireNonNull(AsyncApiContractTest.class.getResourceAsStream("/asyncapi-3.0.0.schema.json"))) {
            var asyncApi = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(new ObjectMapper().readTree(schema));

            assertThat(asyncApi.validate(AsyncApi.document())).isEmpty();
        }
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
