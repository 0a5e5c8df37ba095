package pro.jit.orgsync.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import pro.jit.orgsync.feishu.DataRange;
import pro.jit.orgsync.organization.OrganizationId;

/** Remembers what the last applied run was allowed to see. Seeing less is no proof that anybody left. */
@ApplicationScoped
class DataRanges {
    private final ObjectMapper json;

    DataRanges(ObjectMapper json) {
        this.json = json;
    }

    JsonNode document(DataRange range, boolean whole) {
        var document = JsonNodeFactory.instance.objectNode().put("whole", whole);
        // Of a whole range the lists are only its first level, which changes with the company.
        fill(document.putArray("departments"), whole ? List.of() : range.departments());
        fill(document.putArray("users"), whole ? List.of() : range.users());
        fill(document.putArray("groups"), whole ? List.of() : range.groups());
        return document;
    }

    /** Whether something that could be seen before is no longer granted. */
    boolean smallerThanBefore(Handle handle, OrganizationId organization, JsonNode now) {
        return handle.createQuery(
                        "select data_range from organization where organization_id = :id and data_range is not null")
                .bind("id", organization.value())
                .mapTo(String.class)
                .findOne()
                .map(before -> smaller(read(before), now))
                .orElse(false);
    }

    static boolean smaller(JsonNode before, JsonNode now) {
        if (now.path("whole").asBoolean()) {
            return false;
        }
        if (before.path("whole").asBoolean()) {
            return true;
        }
        for (var list : List.of("departments", "users", "groups")) {
            var granted = new HashSet<String>();
            now.path(list).forEach(id -> granted.add(id.asText()));
            for (var id : before.path(list)) {
                if (!granted.contains(id.asText())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** From now on this run's range is the one to compare with. An unchanged one is not written. */
    void keep(Handle handle, OrganizationId organization, UUID runId) {
        handle.createUpdate("""
                        update organization o set data_range = r.data_range from sync_run r
                        where r.run_id = :run and o.organization_id = :id and o.data_range is distinct from r.data_range
                        """)
                .bind("run", runId)
                .bind("id", organization.value())
                .execute();
    }

    private JsonNode read(String document) {
        try {
            return json.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A data range could not be read", e);
        }
    }

    private static void fill(ArrayNode list, List<String> ids) {
        ids.stream().sorted().forEach(list::add);
    }
}
