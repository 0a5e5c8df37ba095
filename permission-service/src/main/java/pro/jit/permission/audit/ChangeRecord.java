package pro.jit.permission.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;

/** Keeps who changed what, in the transaction of the change. */
@ApplicationScoped
public class ChangeRecord {
    private final ObjectMapper json;
    private final NoArgGenerator ids;
    private final Clock clock;

    ChangeRecord(ObjectMapper json, NoArgGenerator ids, Clock clock) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Keeps one change.
     *
     * @param kind e.g. {@code grant.created}
     * @param before null for something new
     * @param after null for something removed
     */
    public void add(
            Handle handle,
            Caller caller,
            ApplicationId application,
            String kind,
            String subjectId,
            @Nullable Object before,
            @Nullable Object after) {
        handle.createUpdate("""
                        insert into change_record (change_id, at, request_id, caller, org_id, app_id, kind, subject_id, before, after)
                        values (:id, :at, :requestId, :caller, :orgId, :appId, :kind, :subjectId,
                                cast(:before as jsonb), cast(:after as jsonb))
                        """)
                .bind("id", ids.generate())
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("requestId", caller.requestId())
                .bind("caller", caller.clientId())
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("kind", kind)
                .bind("subjectId", subjectId)
                .bind("before", write(before))
                .bind("after", write(after))
                .execute();
    }

    private @Nullable String write(@Nullable Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A change could not be written", e);
        }
    }
}
