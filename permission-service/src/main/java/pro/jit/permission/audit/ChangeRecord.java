package pro.jit.permission.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
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
     * One change.
     *
     * @param kind e.g. {@code grant.created}
     * @param subjectId what was changed: a grant's id, a role's name
     * @param before null for something new
     * @param after null for something removed
     */
    public record Change(
            String kind,
            String subjectId,
            @Nullable Object before,
            @Nullable Object after) {}

    /**
     * A change as the API shows it.
     *
     * @param caller client id of who made it; {@code permission-service} for what it did by itself
     * @param kind e.g. {@code grant.created}
     * @param subjectId what was changed: a grant's id, a role's name
     * @param before as JSON; null for something new
     * @param after as JSON; null for something removed
     */
    public record ChangeView(
            UUID changeId,
            Instant at,
            String requestId,
            String caller,
            String kind,
            String subjectId,
            @Nullable Object before,
            @Nullable Object after) {}

    /** Keeps one change. */
    public void add(
            Handle handle,
            Caller caller,
            ApplicationId application,
            String kind,
            String subjectId,
            @Nullable Object before,
            @Nullable Object after) {
        addAll(handle, caller, application, List.of(new Change(kind, subjectId, before, after)));
    }

    /** Keeps several, sent to the database together. */
    public void addAll(Handle handle, Caller caller, ApplicationId application, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        var batch = handle.prepareBatch("""
                insert into change_record (change_id, at, request_id, caller, org_id, app_id, kind, subject_id, before, after)
                values (:id, :at, :requestId, :caller, :orgId, :appId, :kind, :subjectId,
                        cast(:before as jsonb), cast(:after as jsonb))
                """);
        for (var change : changes) {
            batch.bind("id", ids.generate())
                    .bind("at", at)
                    .bind("requestId", caller.requestId())
                    .bind("caller", caller.clientId())
                    .bind("orgId", application.orgId())
                    .bind("appId", application.appId())
                    .bind("kind", change.kind())
                    .bind("subjectId", change.subjectId())
                    .bind("before", write(change.before()))
                    .bind("after", write(change.after()))
                    .add();
        }
        batch.execute();
    }

    private @Nullable String write(@Nullable Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A change could not be written", e);
        }
    }
}
