package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.DirectoryComparison.Difference;
import pro.jit.permission.directory.DirectoryEntry.OrganizationEntry;
import pro.jit.permission.directory.Rebuilds.Counts;

/** Makes one organization as a rebuild has read it, in one transaction: a decision sees all of the old or all of the new. */
@ApplicationScoped
class DirectoryRepair {
    private final DirectoryProjection projection;
    private final DirectoryWatch watch;

    DirectoryRepair(DirectoryProjection projection, DirectoryWatch watch) {
        this.projection = projection;
        this.watch = watch;
    }

    /** @param removing whether what Kafka does not tell of goes; else it is counted only */
    Counts repair(Handle handle, OrganizationId organization, boolean removing) {
        watch.awaitTurn(handle, List.of(organization));
        var counts = new Counts(0, 0, 0, 0);
        for (var difference : DirectoryComparison.of(handle, organization)) {
            counts = counts.plus(repair(handle, difference, removing));
        }
        return counts;
    }

    private Counts repair(Handle handle, Difference difference, boolean removing) {
        return switch (difference.action()) {
            case ADD -> {
                projection.write(handle, rebuilt(handle, difference));
                yield new Counts(1, 0, 0, 0);
            }
            case CORRECT -> {
                forgetRevision(handle, difference);
                projection.write(handle, rebuilt(handle, difference));
                yield new Counts(0, 1, 0, 0);
            }
            case REMOVE -> {
                if (!removing) {
                    yield new Counts(0, 0, 0, 1);
                }
                remove(handle, difference);
                yield new Counts(0, 0, 1, 0);
            }
            case LEAVE -> new Counts(0, 0, 0, 0);
        };
    }

    private static DirectoryEntry rebuilt(Handle handle, Difference difference) {
        return row(handle, DirectoryTables.REBUILT, difference);
    }

    private static DirectoryEntry row(Handle handle, DirectoryTables tables, Difference difference) {
        var organization = difference.organizationId();
        var id = difference.id();
        return switch (difference.entity()) {
            case ORGANIZATION -> DirectoryRows.organization(handle, tables, organization);
            case DEPARTMENT -> DirectoryRows.department(handle, tables, organization, new DepartmentId(id));
            case MEMBER -> DirectoryRows.member(handle, tables, organization, new MemberId(id));
        };
    }

    /** So that what was read replaces the row, whatever revision that claims to have. */
    private static void forgetRevision(Handle handle, Difference difference) {
        var entity = difference.entity();
        update(
                handle,
                "update " + entity.table() + " set revision = 0 where organization_id = :organization and "
                        + entity.id() + " = :id",
                difference);
    }

    private void remove(Handle handle, Difference difference) {
        switch (row(handle, DirectoryTables.LIVE, difference)) {
            case OrganizationEntry entry -> {
                var gone = new OrganizationEntry(
                        entry.organizationId(), entry.application(), entry.title(), "deleted", entry.revision());
                watch.organization(handle, gone, entry.enabled(), () -> delete(handle, difference));
            }
            case DirectoryEntry.DepartmentEntry entry ->
                watch.department(handle, entry, () -> delete(handle, difference));
            case DirectoryEntry.MemberEntry entry ->
                watch.member(handle, entry, false, () -> delete(handle, difference));
        }
    }

    private static void delete(Handle handle, Difference difference) {
        var entity = difference.entity();
        if (entity == Entity.MEMBER) {
            update(
                    handle,
                    "delete from member_department where organization_id = :organization and member_id = :id",
                    difference);
        }
        update(
                handle,
                "delete from " + entity.table() + " where organization_id = :organization and " + entity.id()
                        + " = :id",
                difference);
    }

    private static void update(Handle handle, String statement, Difference difference) {
        UUID organization = difference.organizationId().value();
        handle.createUpdate(statement)
                .bind("organization", organization)
                .bind("id", difference.id())
                .execute();
    }
}
