package pro.jit.permission.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.audit.ChangeRecord.ChangeView;
import pro.jit.permission.directory.ApplicationId;

/** Finds changes again. */
@ApplicationScoped
class ChangeRepository {
    private final Jdbi jdbi;
    private final ObjectMapper json;

    ChangeRepository(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /** Which to find; a null says nothing. {@code from} is inclusive, {@code to} exclusive. */
    record Wanted(
            @Nullable String kind,
            @Nullable String subjectId,
            @Nullable String caller,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** The newest first, those before {@code before}. */
    List<ChangeView> find(ApplicationId application, Wanted wanted, @Nullable UUID before, int atMost) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select change_id, at, request_id, caller, kind, subject_id, before, after
                          from change_record
                         where org_id = :orgId and app_id = :appId
                           and (cast(:before as uuid) is null or change_id < :before)
                           and (cast(:kind as text) is null or kind = :kind)
                           and (cast(:subject as text) is null or subject_id = :subject)
                           and (cast(:caller as text) is null or caller = :caller)
                           and (cast(:from as timestamptz) is null or at >= :from)
                           and (cast(:to as timestamptz) is null or at < :to)
                         order by change_id desc limit :atMost
                        """)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("before", before)
                .bind("kind", wanted.kind())
                .bind("subject", wanted.subjectId())
                .bind("caller", wanted.caller())
                .bind("from", Times.offset(wanted.from()))
                .bind("to", Times.offset(wanted.to()))
                .bind("atMost", atMost)
                .map((row, context) -> view(row))
                .list());
    }

    private ChangeView view(ResultSet row) throws SQLException {
        return new ChangeView(
                row.getObject("change_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("request_id"),
                row.getString("caller"),
                row.getString("kind"),
                row.getString("subject_id"),
                read(row.getString("before")),
                read(row.getString("after")));
    }

    private @Nullable JsonNode read(@Nullable String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds no JSON where it must", e);
        }
    }
}
