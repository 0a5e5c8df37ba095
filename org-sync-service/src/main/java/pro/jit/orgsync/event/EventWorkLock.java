package pro.jit.orgsync.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.organization.OrganizationId;

/**
 * Lets one replica at a time work the events of an organization, so that what was read of a person first is not stored last. An advisory lock of
 * PostgreSQL: it goes with the connection of whoever had it.
 */
@ApplicationScoped
class EventWorkLock {
    private static final long EVENTS = 0x6665697368755fL;

    private final Jdbi jdbi;

    EventWorkLock(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Works while the lock is held; false, and does not work at all, if another has it. */
    boolean whileHeld(OrganizationId organization, Consumer<Handle> work) {
        var key = organization.value().getMostSignificantBits()
                ^ organization.value().getLeastSignificantBits()
                ^ EVENTS;
        return jdbi.withHandle(handle -> {
            if (!ask(handle, "select pg_try_advisory_lock(:key)", key)) {
                return false;
            }
            try {
                work.accept(handle);
                return true;
            } finally {
                // The connection goes back to a pool, and the lock would stay with it.
                ask(handle, "select pg_advisory_unlock(:key)", key);
            }
        });
    }

    private static boolean ask(Handle handle, String question, long key) {
        return handle.createQuery(question)
                .bind("key", key)
                .mapTo(Boolean.class)
                .one();
    }
}
