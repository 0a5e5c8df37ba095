package pro.jit.orgsync.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.directory.ChangeCause;
import pro.jit.orgsync.directory.DirectoryChange;
import pro.jit.orgsync.directory.DirectoryWriter;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.outbox.OutboxRelay;

/** Takes the differences a run wrote down over into the directory: departments at once, for they refer to each other, then people in batches. */
@ApplicationScoped
class ApplyPlan {
    private static final int ALL = Integer.MAX_VALUE;

    private final Jdbi jdbi;
    private final SyncRunRepository runs;
    private final Organizations organizations;
    private final DirectoryWriter directory;
    private final OutboxRelay relay;
    private final ObjectMapper json;
    private final SyncConfig config;

    ApplyPlan(
            Jdbi jdbi,
            SyncRunRepository runs,
            Organizations organizations,
            DirectoryWriter directory,
            OutboxRelay relay,
            ObjectMapper json,
            SyncConfig config) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.organizations = organizations;
        this.directory = directory;
        this.relay = relay;
        this.json = json;
        this.config = config;
    }

    /** What one transaction did, and the position of the last change it looked at. */
    private record Batch(int changes, int left, long last) {}

    private record Entry(long position, DirectoryChange change) {}

    /**
     * Applies everything, fenced in every transaction.
     *
     * @return how many changes were left out because what they change had changed since
     */
    int apply(OrganizationId id, UUID runId) {
        var left = 0;
        // The database has not counted yet what has just been written, and would look through all of it for each batch.
        jdbi.useHandle(handle -> handle.execute("analyze sync_change"));
        for (var entity : DirectoryChange.Entity.values()) {
            var size = entity == DirectoryChange.Entity.DEPARTMENT ? ALL : config.batch();
            var batch = new Batch(0, 0, 0);
            do {
                var after = batch.last();
                batch = jdbi.inTransaction(handle -> {
                    var organization = organizations.lock(handle, id).orElseThrow(RunEnded::new);
                    runs.fence(handle, runId);
                    return batch(handle, organization, runId, entity, after, size, ChangeCause.Kind.SYNC_RUN);
                });
                relay.nudge();
                left += batch.left();
            } while (batch.changes() == size);
        }
        return left;
    }

    /** The same, in the caller's transaction, for a reading that is no run. */
    void applyNow(Handle handle, Organization organization, UUID readingId) {
        for (var entity : DirectoryChange.Entity.values()) {
            batch(handle, organization, readingId, entity, 0, ALL, ChangeCause.Kind.REFRESH);
        }
    }

    /** The same, for what a run writes down ahead of its comparison, which is all that waits to be applied. */
    void applyAhead(Handle handle, Organization organization, UUID runId, DirectoryChange.Entity entity, long after) {
        batch(handle, organization, runId, entity, after, ALL, ChangeCause.Kind.SYNC_RUN);
    }

    private Batch batch(
            Handle handle,
            Organization organization,
            UUID runId,
            DirectoryChange.Entity entity,
            long after,
            int size,
            ChangeCause.Kind cause) {
        var entries = handle.createQuery("""
                        select position, kind, id, after, changed, base_revision from sync_change
                        where run_id = :run and position > :after and entity = :entity and not applied order by position limit :limit
                        """)
                .bind("run", runId)
                .bind("after", after)
                .bind("entity", entity.name().toLowerCase(Locale.ROOT))
                .bind("limit", size)
                .map((row, context) -> new Entry(row.getLong("position"), change(entity, row)))
                .list();
        if (entries.isEmpty()) {
            return new Batch(0, 0, after);
        }
        var left = directory.write(
                handle,
                organization,
                entries.stream().map(Entry::change).toList(),
                new ChangeCause(cause, runId.toString()));
        handle.createUpdate("update sync_change set applied = true where run_id = :run and position = any (:positions)")
                .bind("run", runId)
                .bindArray(
                        "positions",
                        Long.class,
                        entries.stream().map(Entry::position).toList())
                .execute();
        return new Batch(entries.size(), left, entries.getLast().position());
    }

    private DirectoryChange change(DirectoryChange.Entity entity, ResultSet row) throws SQLException {
        try {
            return new DirectoryChange(
                    entity,
                    DirectoryChange.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                    UUID.fromString(row.getString("id")),
                    (ObjectNode) json.readTree(row.getString("after")),
                    List.of((String[]) row.getArray("changed").getArray()),
                    row.getLong("base_revision"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A change could not be read", e);
        }
    }
}
