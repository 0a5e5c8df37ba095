package pro.jit.orgsync.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
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

    /**
     * Which differences are wanted; null for any.
     *
     * @param entity {@code department} or {@code member}
     * @param kind as {@link SyncChange#kind}
     * @param losesAccess as {@link SyncChange#losesAccess}
     */
    record Wanted(
            @Nullable String entity,
            @Nullable String kind,
            @Nullable Boolean losesAccess) {}

    List<Placed> list(UUID runId, Wanted wanted, long after, int limit) {
        return jdbi.withHandle(handle -> {
            var found = read(handle, runId, wanted, after, limit);
            var sentences = new ChangeSentences(names(handle, runId, found));
            return found.stream()
                    .map(placed -> new Placed(placed.position(), placed.change().with(sentences.of(placed.change()))))
                    .toList();
        });
    }

    /** Of the departments that changes speak of: as the run would have them, else as they are. */
    private static Map<String, String> names(Handle handle, UUID runId, List<Placed> changes) {
        var ids = changes.stream()
                .flatMap(placed ->
                        Stream.of(placed.change().before(), placed.change().after()))
                .filter(Objects::nonNull)
                .flatMap(document -> Stream.concat(
                        Stream.of(document.path("parent_id")),
                        StreamSupport.stream(document.path("departments").spliterator(), false)
                                .map(place -> place.path("department_id"))))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .distinct()
                .toList();
        var names = new HashMap<String, String>();
        handle.createQuery("""
                        select cast(department_id as text) as id, name from department where cast(department_id as text) = any (:ids)
                        union all
                        select id, name from sync_change
                        where run_id = :run and entity = 'department' and kind in ('added', 'updated') and id = any (:ids)
                        """)
                .bindArray("ids", String.class, ids)
                .bind("run", runId)
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("name")))
                .forEach(named -> names.put(named.getKey(), named.getValue()));
        return names;
    }

    private List<Placed> read(Handle handle, UUID runId, Wanted wanted, long after, int limit) {
        return handle.createQuery("""
                        select position, entity, kind, id, name, before, after, changed, reason, loses_access from sync_change
                        where run_id = :run and position > :after and not amends
                          and (cast(:entity as text) is null or entity = :entity)
                          and (cast(:kind as text) is null or kind = :kind)
                          and (cast(:losesAccess as boolean) is null or loses_access = :losesAccess)
                        order by position limit :limit
                        """)
                .bind("entity", wanted.entity())
                .bind("kind", wanted.kind())
                .bind("losesAccess", wanted.losesAccess())
                .bind("run", runId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Placed(row.getLong("position"), change(row)))
                .list();
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
                row.getString("reason"),
                row.getObject("loses_access", Boolean.class),
                null);
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
