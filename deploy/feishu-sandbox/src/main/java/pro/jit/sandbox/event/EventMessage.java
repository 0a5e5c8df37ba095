package pro.jit.sandbox.event;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * One event for one app.
 *
 * @param body the whole of it in schema 2.0, as compact JSON
 */
record EventMessage(String eventId, String eventType, String appId, Instant createTime, String body) {
    /** Puts the envelope around an event. */
    static EventMessage of(
            String eventId,
            String eventType,
            String appId,
            String tenantKey,
            String verificationToken,
            Instant now,
            JsonObject event) {
        var header = new JsonObject()
                .put("event_id", eventId)
                .put("event_type", eventType)
                .put("create_time", createTime(now))
                .put("token", verificationToken)
                .put("app_id", appId)
                .put("tenant_key", tenantKey);
        var body = new JsonObject()
                .put("schema", "2.0")
                .put("header", header)
                .put("event", event)
                .encode();
        return new EventMessage(eventId, eventType, appId, now, body);
    }

    /** Milliseconds in a text. UNCONFIRMED (contract §12.11): one sample of Feishu's shows microseconds. */
    private static String createTime(Instant now) {
        return String.valueOf(now.toEpochMilli());
    }

    @Override
    public String toString() {
        return "EventMessage[" + eventType + " " + eventId + "]";
    }
}
