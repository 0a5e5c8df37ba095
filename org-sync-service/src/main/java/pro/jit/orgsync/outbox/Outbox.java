package pro.jit.orgsync.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import pro.jit.orgsync.trace.Traces;

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
        handle.createUpdate("""
                        insert into outbox (topic, key, value, traceparent)
                        select e.topic, e.key, e.value, :traceparent
                        from unnest(cast(:topics as text[]), cast(:keys as text[]), cast(:values as text[]))
                             with ordinality as e(topic, key, value, position)
                        order by e.position
                        """)
                .bindArray(
                        "topics",
                        String.class,
                        events.stream().map(CloudEvent::topic).toList())
                .bindArray(
                        "keys",
                        String.class,
                        events.stream().map(CloudEvent::key).toList())
                .bindArray(
                        "values",
                        String.class,
                        events.stream().map(this::envelope).toList())
                .bind("traceparent", Traces.current())
                .execute();
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
