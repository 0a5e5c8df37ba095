package pro.jit.permission.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.trace.Traces;

/** Takes events in the transaction of the change they tell of. */
@ApplicationScoped
public class Outbox {
    private final ObjectMapper json;
    private final NoArgGenerator ids;
    private final Clock clock;
    private final OutboxRelay relay;

    Outbox(ObjectMapper json, NoArgGenerator ids, Clock clock, OutboxRelay relay) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
        this.relay = relay;
    }

    /**
     * An event to be sent.
     *
     * @param type as in CloudEvents, e.g. {@code pro.jit.permission.access.revoked.v1}
     * @param schema as in {@code urn:jit:schema:<schema>}
     */
    public record Event(String topic, String key, String type, String schema, Object data) {}

    /** Keeps events until they are sent, in this order; the relay is woken when the transaction commits. */
    public void addAll(Handle handle, List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(
                "insert into outbox (topic, key, value, traceparent) values (:topic, :key, :value, :traceparent)");
        var traceparent = Traces.current();
        for (var event : events) {
            batch.bind("topic", event.topic())
                    .bind("key", event.key())
                    .bind("value", write(envelope(event)))
                    .bind("traceparent", traceparent)
                    .add();
        }
        batch.execute();
        handle.afterCommit(relay::nudge);
    }

    private Map<String, Object> envelope(Event event) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("specversion", "1.0");
        envelope.put("id", ids.generate().toString());
        envelope.put("source", "/permission-service");
        envelope.put("type", event.type());
        envelope.put("subject", event.key());
        envelope.put("time", clock.instant());
        envelope.put("datacontenttype", "application/json");
        envelope.put("dataschema", "urn:jit:schema:" + event.schema());
        envelope.put("data", event.data());
        return envelope;
    }

    private String write(Object event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event could not be written", e);
        }
    }
}
