package pro.jit.orgsync.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The differences a run found, to be looked at. */
@ApplicationScoped
class SyncChangeRepository {
    private static final List<String> PRIVATE = List.of("email", "mobile");

    private final Jdbi jdbi;
    private final ObjectMapper json;

    SyncChangeRepository(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /** A difference and its place, by which the next page continues. */
    record Placed(long position, SyncChange change) {}

    List<Placed> list(UUID runId, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select position, entity, kind, id, name, before, after, changed, reason from sync_change
                        where run_id = :run and position > :after order by position limit :limit
                        """)
                .bind("run", runId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Placed(row.getLong("position"), change(row)))
                .list());
    }

    private SyncChange change(ResultSet row) throws SQLException {
        var changed = List.of((String[]) row.getArray("changed").getArray());
        return new SyncChange(
                row.getString("entity"),
                row.getString("kind"),
                row.getString("id"),
                row.getString("name"),
                shown(row.getString("before"), changed),
                shown(row.getString("after"), changed),
                row.getString("reason"));
    }

    private @Nullable ObjectNode shown(@Nullable String document, List<String> changed) {
        if (document == null) {
            return null;
        }
        try {
            var shown = (ObjectNode) json.readTree(document);
            shown.retain(changed);
            for (var field : PRIVATE) {
                if (shown.hasNonNull(field)) {
                    shown.put(field, "•••");
                }
            }
            return shown;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A change could not be read", e);
        }
    }
}
