package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import pro.jit.orgsync.feishu.Permissions;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.sync.SyncRun.Counts;
import pro.jit.orgsync.sync.SyncRun.Warning;

/** Counts what a run read and found. */
@ApplicationScoped
class PlanReport {
    Counts departments(Handle handle, UUID runId) {
        return counts(handle, runId, "department");
    }

    Counts members(Handle handle, UUID runId) {
        return counts(handle, runId, "member");
    }

    private static Counts counts(Handle handle, UUID runId, String entity) {
        return handle.createQuery("""
                        select (select count(*) from sync_staged_%1$s where run_id = :run)
                                   + (select count(*) from sync_set_aside where run_id = :run and entity = '%1$s') as read,
                               count(*) filter (where kind = 'added') as added,
                               count(*) filter (where kind = 'updated') as updated,
                               count(*) filter (where kind = 'removed') as removed,
                               count(*) filter (where kind = 'removed' and exists (
                                   select 1 from sync_staged_%1$s s where s.run_id = :run and cast(s.%1$s_id as text) = c.id)) as read_as_gone,
                               count(*) filter (where kind = 'set_aside') as set_aside
                        from sync_change c where run_id = :run and entity = '%1$s' and not amends
                        """.formatted(entity))
                .bind("run", runId)
                .map((row, context) -> {
                    var changed = row.getInt("added")
                            + row.getInt("updated")
                            + row.getInt("read_as_gone")
                            + row.getInt("set_aside");
                    return new Counts(
                            row.getInt("read"),
                            row.getInt("added"),
                            row.getInt("updated"),
                            row.getInt("removed"),
                            Math.max(0, row.getInt("read") - changed),
                            row.getInt("set_aside"));
                })
                .one();
    }

    /** People there are before the run is applied. */
    int peopleBefore(Handle handle, OrganizationId organization) {
        return handle.createQuery(
                        "select count(*) from member where organization_id = :organization and status not in ('resigned', 'out_of_range')")
                .bind("organization", organization.value())
                .mapTo(Integer.class)
                .one();
    }

    /** One warning for every field that Feishu sent of nobody: a permission it takes is missing. */
    List<Warning> unsentFields(Handle handle, UUID runId) {
        var warnings = new ArrayList<Warning>();
        unsent(handle, runId, "department", Permissions.departmentFields(), warnings);
        unsent(handle, runId, "member", Permissions.memberFields(), warnings);
        return warnings;
    }

    private static void unsent(
            Handle handle, UUID runId, String entity, Map<String, String> fields, List<Warning> warnings) {
        fields.forEach((field, permission) -> handle.createQuery("""
                        select count(*) from sync_staged_%1$s
                        where run_id = :run and set_aside is null
                          and not exists (select 1 from sync_staged_%1$s
                                          where run_id = :run and set_aside is null and fields->:field is not null)
                        having count(*) > 0
                        """.formatted(entity))
                .bind("run", runId)
                .bind("field", field)
                .mapTo(Integer.class)
                .findOne()
                .ifPresent(count -> warnings.add(new Warning(
                        "field_not_sent",
                        field.equals("parent") ? "parent_id" : field.equals("department_ids") ? "departments" : field,
                        permission,
                        count))));
    }
}
