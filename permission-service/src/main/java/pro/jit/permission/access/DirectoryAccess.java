package pro.jit.permission.access;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.DirectoryEntry.DepartmentEntry;
import pro.jit.permission.directory.DirectoryEntry.MemberEntry;
import pro.jit.permission.directory.DirectoryEntry.OrganizationEntry;
import pro.jit.permission.directory.DirectoryWatch;
import pro.jit.permission.directory.OrganizationId;

/** What changes of the directory mean for access. */
@ApplicationScoped
class DirectoryAccess implements DirectoryWatch {
    private final AccessChanges changes;
    private final AccessChangePublisher publisher;
    private final List<MemberDeparture> departures;

    DirectoryAccess(AccessChanges changes, AccessChangePublisher publisher, @All List<MemberDeparture> departures) {
        this.changes = changes;
        this.publisher = publisher;
        this.departures = departures;
    }

    @Override
    public void awaitTurn(Handle handle, Collection<OrganizationId> organizations) {
        changes.awaitTurn(handle, organizations);
    }

    @Override
    public void organization(Handle handle, OrganizationEntry entry, boolean enabledBefore, Runnable change) {
        change.run();
        var enabledNow = entry.status().equals("active");
        if (enabledBefore == enabledNow || !hasAllowGrants(handle, entry.organizationId())) {
            return;
        }
        if (enabledNow) {
            publisher.reevaluate(handle, entry.application(), entry.organizationId(), "organization-enabled");
        } else {
            publisher.everyoneRevoked(handle, entry.application(), entry.organizationId(), "organization-disabled");
        }
    }

    @Override
    public void department(Handle handle, DepartmentEntry entry, Runnable change) {
        var reach = List.of(new Reach.OfDepartment(entry.organizationId(), entry.departmentId()));
        changes.during(handle, reach, "department-changed", () -> {
            change.run();
            return entry;
        });
    }

    @Override
    public void member(Handle handle, MemberEntry entry, boolean left, Runnable change) {
        var reach = List.of(new Reach.OfMember(entry.organizationId(), entry.memberId()));
        changes.during(handle, reach, "member-changed", () -> {
            change.run();
            if (left) {
                departures.forEach(departure -> departure.left(handle, entry.organizationId(), entry.memberId()));
            }
            return entry;
        });
    }

    private static boolean hasAllowGrants(Handle handle, OrganizationId organization) {
        return handle.createQuery("""
                        select exists (select 1 from access_grant where organization_id = :organization and effect = 'allow')
                        """)
                .bind("organization", organization.value())
                .mapTo(Boolean.class)
                .one();
    }
}
