package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
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

    /** Writes one entry in a transaction of its own. */
    public void apply(DirectoryEntry entry) {
        apply(List.of(entry));
    }

    /** Writes the entries in one transaction, with the events about access that follow from them. */
    public void apply(Collection<? extends DirectoryEntry> entries) {
        jdbi.useTransaction(handle -> {
            // In one order for everybody, or two batches could wait for each other.
            var organizations = new TreeSet<OrganizationId>();
            entries.forEach(entry -> organizations.add(entry.organizationId()));
            watch.awaitTurn(handle, organizations);
            for (var entry : entries) {
                switch (entry) {
                    case OrganizationEntry organization -> organization(handle, organization);
                    case DepartmentEntry department -> department(handle, department);
                    case MemberEntry member -> member(handle, member);
                }
            }
        });
    }

    private void organization(Handle handle, OrganizationEntry entry) {
        var before = handle.createQuery("select revision, status from organization where organization_id = :id")
                .bind("id", entry.organizationId().value())
                .map((row, context) -> new Known(row.getLong("revision"), row.getString("status")))
                .findOne();
        if (isOld(entry, before)) {
            return;
        }
        var enabledBefore = before.map(known -> known.status().equals("active")).orElse(false);
        watch.organization(handle, entry, enabledBefore, () -> DirectoryTables.write(handle, entry));
    }

    private void department(Handle handle, DepartmentEntry entry) {
        var before = handle.createQuery(
                        "select revision, status from department where organization_id = :organization and department_id = :id")
                .bind("organization", entry.organizationId().value())
                .bind("id", entry.departmentId().value())
                .map((row, context) -> new Known(row.getLong("revision"), row.getString("status")))
                .findOne();
        if (!isOld(entry, before)) {
            watch.department(handle, entry, () -> DirectoryTables.write(handle, entry));
        }
    }

    private void member(Handle handle, MemberEntry entry) {
        var before = handle.createQuery(
                        "select revision, status from member where organization_id = :organization and member_id = :id")
                .bind("organization", entry.organizationId().value())
                .bind("id", entry.memberId().value())
                .map((row, context) -> new Known(row.getLong("revision"), row.getString("status")))
                .findOne();
        if (isOld(entry, before)) {
            return;
        }
        var resignedBefore = before.map(known -> known.status().equals(MemberStatus.RESIGNED.wire()))
                .orElse(true);
        var left = !resignedBefore && entry.status() == MemberStatus.RESIGNED;
        watch.member(handle, entry, left, () -> DirectoryTables.write(handle, entry));
    }

    private static boolean isOld(DirectoryEntry entry, Optional<Known> before) {
        return before.isPresent() && before.get().revision() >= entry.revision();
    }

    private record Known(long revision, String status) {}
}
