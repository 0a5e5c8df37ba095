package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.Organization;

/**
 * Compares what was read with what we hold, in the database, and writes the difference down. It changes nothing of what we hold. The SQL is in
 * {@code sync/*.sql}, one statement per question.
 */
@ApplicationScoped
class SyncPlan {
    private static final List<String> STEPS = List.of(
            "set_twins_aside",
            "forget_wrong_guesses",
            "recognize_by_union_id",
            "recognize_by_open_id",
            "recognize_departments",
            "find_leaders",
            "change_departments",
            "remove_departments",
            "change_members",
            "remove_members",
            "tell_what_is_set_aside");

    /**
     * How far absence counts.
     *
     * @param closed whether whoever was not read is gone
     * @param goneStatus what they are then: {@code resigned}, or {@code out_of_range} where we may not see everybody
     * @param before whoever changed since is no longer known to be gone
     */
    record Absence(
            boolean closed, String goneStatus, @Nullable Instant before) {
        /** A reading of single people proves nothing about others. */
        static final Absence PROVES_NOTHING = new Absence(false, "resigned", null);
    }

    /** Has the database count what a whole run staged, so that it compares many with many and not each with all. */
    void prepare(Handle handle) {
        handle.execute("analyze sync_staged_member, sync_staged_department");
    }

    void make(Handle handle, UUID runId, Organization organization, Absence absence) {
        handle.createUpdate("delete from sync_change where run_id = :run")
                .bind("run", runId)
                .execute();
        for (var step : STEPS) {
            if (!absence.closed() && step.startsWith("remove_")) {
                continue;
            }
            handle.createUpdate(sql(step))
                    .bind("run", runId)
                    .bind("organization", organization.organizationId().value())
                    .bind("tenant", organization.tenantKey())
                    .bind("closed", absence.closed())
                    .bind("gone", absence.goneStatus())
                    .bind("before", absence.before())
                    .execute();
        }
    }

    /** Adds that these departments, by their open ids, are gone. */
    void removeDepartments(Handle handle, UUID readingId, Organization organization, Collection<String> gone) {
        handle.createUpdate(sql("remove_told_departments"))
                .bind("run", readingId)
                .bind("organization", organization.organizationId().value())
                .bindArray("gone", String.class, gone)
                .execute();
    }

    /** The statements, without their comments: a colon or an apostrophe in one would be taken for SQL. */
    private static String sql(String step) {
        try (var file = SyncPlan.class.getResourceAsStream("/sync/" + step + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("sync/" + step + ".sql is missing");
            }
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return String.join(
                    "\n",
                    Arrays.stream(text.split("\n", -1))
                            .filter(line -> !line.startsWith("--"))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
