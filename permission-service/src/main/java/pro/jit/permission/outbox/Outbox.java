package pro.jit.permission.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import org.jdbi.v3.core.Handle;

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
     * Keeps an event until it is sent; the relay is woken when the transaction commits.
     *
     * @param type as in CloudEvents, e.g. {@code pro.jit.permission.access.revoked.v1}
     * @param schema as in {@code urn:jit:schema:<schema>}
     */
    public void add(Handle handle, String topic, String key, String type, String schema, Object data) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", ids.generate().toString());
        event.put("source", "/permission-service");
        event.put("type", type);
        event.put("subject", key);
        event.put("time", clock.instant());
        event.put("datacontenttype", "application/json");
        event.put("dataschema", "urn:jit:schema:" + schema);
        event.put("data", data);
        handle.createUpdate("insert into outbox (topic, key, value) values (:topic, :key, :value)")
                .bind("topic", topic)
                .bind("key", key)
                .bind("value", write(event))
                .execute();
        handle.afterCommit(relay::nudge);
    }

    private String write(Object event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event could not be written", e);
        }
    }
}
