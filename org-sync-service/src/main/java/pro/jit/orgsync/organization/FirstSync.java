package pro.jit.orgsync.organization;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Lets a new organization be synchronized at once; and one that ends, no more. */
public interface FirstSync {
    /** Writes down that a run has begun, in the transaction that creates the organization. */
    UUID begin(Handle handle, OrganizationId id, UUID runId);

    /** Sets the run going, once that transaction is committed. */
    void go(OrganizationId id, UUID runId);

    /** Ends whatever run is going on or waiting, in the transaction that deletes the organization. */
    void end(Handle handle, OrganizationId id);
}
