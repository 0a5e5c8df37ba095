package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
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
            "amend_additions",
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

    /** Writes down everything; what the run has applied ahead stays written down. */
    void make(Handle handle, UUID runId, Organization organization, Absence absence) {
        handle.createUpdate("delete from sync_change where run_id = :run and (not applied or kind = 'set_aside')")
                .bind("run", runId)
                .execute();
        for (var step : STEPS) {
            if (absence.closed() || !step.startsWith("remove_")) {
                take(step, handle, runId, organization, absence, null);
            }
        }
    }

    /** Writes down the departments that were read, before anything is known of who leads them. */
    void departmentsAhead(Handle handle, UUID runId, Organization organization) {
        take("change_departments", handle, runId, organization, Absence.PROVES_NOTHING, null);
    }

    /** Writes down some people, by their open ids, before everybody was read. */
    void peopleAhead(Handle handle, UUID runId, Organization organization, List<String> openIds) {
        // The statement is planned for these people each time, not once for any.
        handle.execute("set local plan_cache_mode = force_custom_plan");
        take("change_members", handle, runId, organization, Absence.PROVES_NOTHING, openIds);
    }

    private static void take(
            String step,
            Handle handle,
            UUID runId,
            Organization organization,
            Absence absence,
            @Nullable List<String> only) {
        var statement = handle.createUpdate(sql(step))
                .bind("run", runId)
                .bind("organization", organization.organizationId().value())
                .bind("tenant", organization.tenantKey())
                .bind("closed", absence.closed())
                .bind("gone", absence.goneStatus())
                .bind("before", absence.before());
        if (only == null) {
            statement.bindNull("only", Types.ARRAY);
        } else {
            statement.bindArray("only", String.class, only);
        }
        statement.execute();
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
    static String sql(String step) {
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
