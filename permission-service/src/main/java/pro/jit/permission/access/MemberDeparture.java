package pro.jit.permission.access;

import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;

/** What else is to be done, in the same transaction, when a member leaves. */
public interface MemberDeparture {
    /** The member is resigned now and was not before. */
    void left(Handle handle, OrganizationId organization, MemberId member);
}
