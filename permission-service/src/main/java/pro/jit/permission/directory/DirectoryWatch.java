package pro.jit.permission.directory;

import java.util.Collection;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.DirectoryEntry.DepartmentEntry;
import pro.jit.permission.directory.DirectoryEntry.MemberEntry;
import pro.jit.permission.directory.DirectoryEntry.OrganizationEntry;

/** Told of each change of the directory around its statement, in the same transaction, so that what it alters can be announced. */
public interface DirectoryWatch {
    /** Changes of one organization happen one after the other; this waits for the turn, until the transaction ends. */
    void awaitTurn(Handle handle, Collection<OrganizationId> organizations);

    /**
     * An organization is written by {@code change}.
     *
     * @param enabledBefore false also for one not known before
     */
    void organization(Handle handle, OrganizationEntry entry, boolean enabledBefore, Runnable change);

    /** A department whose place, existence or name differs from before is written by {@code change}. */
    void department(Handle handle, DepartmentEntry entry, Runnable change);

    /**
     * A member is written by {@code change}.
     *
     * @param left whether this member was not resigned before and is now
     */
    void member(Handle handle, MemberEntry entry, boolean left, Runnable change);
}
