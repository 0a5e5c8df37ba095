package pro.jit.gateway.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.trace.Traces;

/** Writes events about sessions into the outbox, in the transaction that makes them true. CloudEvents 1.0, {@code auth.session.v1}. */
@ApplicationScoped
class SessionEvents {
    static final String ESTABLISHED = "pro.jit.auth.session.established.v1";
    static final String REFRESHED = "pro.jit.auth.session.refreshed.v1";
    static final String ENDED = "pro.jit.auth.session.ended.v1";

    private final ObjectMapper json;
    private final NoArgGenerator ids;
    private final Event<SessionEnded> sessionEnded;

    SessionEvents(ObjectMapper json, NoArgGenerator ids, Event<SessionEnded> sessionEnded) {
        this.json = json;
        this.ids = ids;
        this.sessionEnded = sessionEnded;
    }

    void established(Handle handle, Session session) {
        write(handle, ESTABLISHED, session, session.createdAt(), null);
    }

    /** With a new token; {@code tokensIssuedBefore} not null: roles changed and older tokens are refused. */
    void refreshed(Handle handle, Session session, Instant at, @Nullable Instant tokensIssuedBefore) {
        write(handle, REFRESHED, session, at, tokensIssuedBefore);
    }

    void ended(Handle handle, Session session, Instant at) {
        write(handle, ENDED, session, at, null);
        sessionEnded.fire(new SessionEnded(handle, session));
    }

    private void write(Handle handle, String type, Session session, Instant at, @Nullable Instant tokensIssuedBefore) {
        handle.createUpdate("insert into session_event (sid, event, traceparent) values (:sid, :event, :traceparent)")
                .bind("sid", session.sid())
                .bind("event", envelope(type, session, at, tokensIssuedBefore))
                .bind("traceparent", Traces.current())
                .execute();
    }

    String envelope(String type, Session session, Instant at, @Nullable Instant tokensIssuedBefore) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("sid", session.sid());
        data.put("member_id", session.memberId());
        data.put("org_id", session.orgId());
        data.put("app_id", session.appId());
        data.put("organization_id", session.organizationId());
        data.put("amr", session.amr());
        data.put("at", at);
        data.put("reason", session.endReason());
        data.put("absolute_expires_at", session.absoluteExpiresAt());
        data.put("tokens_issued_before", tokensIssuedBefore);
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", ids.generate().toString());
        event.put("source", "/auth-gateway");
        event.put("type", type);
        event.put("subject", session.sid());
        event.put("time", at);
        event.put("datacontenttype", "application/json");
        event.put("dataschema", "urn:jit:schema:auth.session.v1");
        event.put("data", data);
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event could not be written", e);
        }
    }
}
