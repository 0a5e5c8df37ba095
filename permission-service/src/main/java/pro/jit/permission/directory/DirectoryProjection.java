package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.permission.directory.DirectoryEntry.DepartmentEntry;
import pro.jit.permission.directory.DirectoryEntry.MemberEntry;
import pro.jit.permission.directory.DirectoryEntry.OrganizationEntry;

/** Writes entries into the read model. Any order and any repetition of the same entries ends in the same directory. */
@ApplicationScoped
public class DirectoryProjection {
    private final Jdbi jdbi;
    private final DirectoryWatch watch;

    DirectoryProjection(Jdbi jdbi, DirectoryWatch watch) {
        this.jdbi = jdbi;
        this.watch = watch;
    }

    /** Writes one entry in a transaction of its own; as {@link #apply(Collection)}. */
    public List<DirectoryEntry> apply(DirectoryEntry entry) {
        return apply(List.of(entry));
    }

    /**
     * Writes the entries in one transaction, with the events about access that follow from them.
     *
     * @return those that left out a revision of their entity: at least one event was never applied
     */
    public List<DirectoryEntry> apply(Collection<? extends DirectoryEntry> entries) {
        return jdbi.inTransaction(handle -> {
            var jumped = new ArrayList<DirectoryEntry>();
            // In one order for everybody, or two batches could wait for each other.
            var organizations = new TreeSet<OrganizationId>();
            entries.forEach(entry -> organizations.add(entry.organizationId()));
            watch.awaitTurn(handle, organizations);
            for (var entry : entries) {
                if (entry.revision() > write(handle, entry) + 1) {
                    jumped.add(entry);
                }
            }
            return jumped;
        });
    }

    /**
     * Writes one entry in the caller's transaction, in which it is the organization's turn.
     *
     * @return the revision there was before; 0 if the entity was not known
     */
    long write(Handle handle, DirectoryEntry entry) {
        var before =
                switch (entry) {
                    case OrganizationEntry organization -> organization(handle, organization);
                    case DepartmentEntry department -> department(handle, department);
                    case MemberEntry member -> member(handle, member);
                };
        return before.map(Known::revision).orElse(0L);
    }

    private Optional<Known> organization(Handle handle, OrganizationEntry entry) {
        var before = handle.createQuery("select revision, status from organization where organization_id = :id")
                .bind("id", entry.organizationId().value())
                .map((row, context) -> new Known(row.getLong("revision"), row.getString("status")))
                .findOne();
        if (isOld(entry, before)) {
            return before;
        }
        var enabledBefore = before.map(known -> known.status().equals("active")).orElse(false);
        watch.organization(handle, entry, enabledBefore, () -> DirectoryTables.LIVE.write(handle, entry));
        return before;
    }

    private Optional<Known> department(Handle handle, DepartmentEntry entry) {
        var before = handle.createQuery(
                        "select revision, status from department where organization_id = :organization and department_id = :id")
                .bind("organization", entry.organizationId().value())
                .bind("id", entry.departmentId().value())
                .map((row, context) -> new Known(row.getLong("revision"), row.getString("status")))
                .findOne();
        if (!isOld(entry, before)) {
            watch.department(handle, entry, () -> DirectoryTables.LIVE.write(handle, entry));
        }
        return before;
    }

    private Optional<Known> member(Handle handle, MemberEntry entry) {
        var before = handle.createQuery(
                        "select revision, status from member where organization_id = :organization and member_id = :id")
                .bind("organization", entry.organizationId().value())
                .bind("id", entry.memberId().value())
                .map((row, context) -> new Known(row.getLong("revision"), row.getString("status")))
                .findOne();
        if (isOld(entry, before)) {
            return before;
        }
        var resignedBefore = before.map(known -> known.status().equals(MemberStatus.RESIGNED.wire()))
                .orElse(true);
        var left = !resignedBefore && entry.status() == MemberStatus.RESIGNED;
        watch.member(handle, entry, left, () -> DirectoryTables.LIVE.write(handle, entry));
        return before;
    }

    private static boolean isOld(DirectoryEntry entry, Optional<Known> before) {
        return before.isPresent() && before.get().revision() >= entry.revision();
    }

    private record Known(long revision, String status) {}
}
