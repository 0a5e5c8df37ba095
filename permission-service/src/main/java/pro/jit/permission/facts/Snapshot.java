package pro.jit.permission.facts;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import pro.jit.permission.directory.OrganizationId;

/** An organization's facts and the version they are of. */
record Snapshot(long version, OrganizationFacts facts) {
    /** Reads it whole; empty if there is no such organization. */
    static Optional<Snapshot> read(Jdbi jdbi, OrganizationId id) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> read(handle, id));
    }

    /** Reads what has changed since; empty if the organization is no longer there. */
    Optional<Snapshot> next(Jdbi jdbi) {
        var id = facts.organization().organizationId();
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> next(handle, id));
    }

    private static Optional<Snapshot> read(Handle handle, OrganizationId id) {
        var version = FactsTables.version(handle, id);
        var organization = FactsTables.organization(handle, id);
        if (version.isEmpty() || organization.isEmpty()) {
            return Optional.empty();
        }
        var facts = new OrganizationFacts(
                organization.get(),
                HeldMembers.of(FactsTables.members(handle, id, -1)),
                Departments.of(FactsTables.departments(handle, id, -1)),
                FactsTables.grants(handle, id));
        return Optional.of(new Snapshot(version.get().current(), facts));
    }

    private Optional<Snapshot> next(Handle handle, OrganizationId id) {
        var now = FactsTables.version(handle, id);
        if (now.isEmpty() || now.get().current() < version || now.get().whole() > version) {
            return read(handle, id);
        }
        return FactsTables.organization(handle, id)
                .map(organization -> new Snapshot(
                        now.get().current(),
                        facts.with(
                                organization,
                                FactsTables.members(handle, id, version),
                                FactsTables.departments(handle, id, version),
                                now.get().grants() > version ? FactsTables.grants(handle, id) : null)));
    }
}
