package pro.jit.orgsync.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Where a change leaves its event: in the same transaction, so that there is never one without the other. */
@ApplicationScoped
public class Outbox {
    private final ObjectMapper json;
    private final NoArgGenerator ids;
    private final Clock clock;

    Outbox(ObjectMapper json, NoArgGenerator ids, Clock clock) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes events, in the transaction of {@code handle}. Say {@link OutboxRelay#nudge()} after the commit. */
    public void write(Handle handle, List<CloudEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("insert into outbox (topic, key, value) values (:topic, :key, :value)");
        for (var event : events) {
            batch.bind("topic", event.topic())
                    .bind("key", event.key())
                    .bind("value", envelope(event))
                    .add();
        }
        batch.execute();
    }

    private String envelope(CloudEvent event) {
        var envelope = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", ids.generate().toString())
                .put("source", "/org-sync-service")
                .put("type", event.type())
                .put("subject", event.subject())
                .put("time", clock.instant().toString())
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:jit:schema:" + event.schema())
                .set("data", event.data());
        try {
            return json.writeValueAsString(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event could not be written", e);
        }
    }
}
