package pro.jit.orgsync.testing;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published schemas of events. */
public final class EventSchemas {
    private static final Path EVENTS = Path.of("..", "docs", "reference", "events");

    private EventSchemas() {}

    /** The schema that a {@code dataschema} names. */
    public static JsonSchema named(String dataschema) {
        var file = EVENTS.resolve(dataschema.replace("urn:jit:schema:", "") + ".schema.json");
        try {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
