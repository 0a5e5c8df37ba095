package pro.jit.permission.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published schemas of events, checked here and by those who read them. */
public final class EventSchemas {
    private static final Path EVENTS = Path.of("..", "docs", "reference", "events");

    private EventSchemas() {}

    /** Fails unless the event is a CloudEvent whose data is as the schema it names has it. */
    public static void checkAccessEvent(JsonNode event) {
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("source").asText()).isEqualTo("/permission-service");
        assertThat(AsyncApi.types("jit.permission.access"))
                .contains(event.path("type").asText());
        assertThat(event.path("id").asText()).hasSize(36);
        assertThat(event.path("time").asText()).endsWith("Z");
        assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(event.path("dataschema").asText()).isEqualTo("urn:jit:schema:permission.access.v1");
        assertThat(of("permission.access.v1").validate(event.path("data")))
                .as(event.toString())
                .isEmpty();
    }

    /** The schema an event names for its data. */
    public static JsonSchema ofEvent(JsonNode event) {
        return of(event.path("dataschema").asText().replace("urn:jit:schema:", ""));
    }

    /** The schema of that name. */
    public static JsonSchema of(String name) {
        var file = EVENTS.resolve(name + ".schema.json");
        try {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
