package pro.jit.permission.testing;

import static org.awaitility.Awaitility.await;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Holds the service up at a chosen place, and knows when it has come there, so that a test need not guess by time. */
@Singleton
public class Locks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Jdbi jdbi;

    Locks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Lets nobody change the company's organization until the transaction ends. */
    public void holdTurn(Handle handle, Company company) {
        handle.createQuery("select 1 from pg_advisory_xact_lock(hashtextextended('organization ' || :id, 0))")
                .bind("id", company.organizationId().toString())
                .mapTo(Integer.class)
                .one();
    }

    /** Whether somebody waits for a lock of this type, e.g. {@code advisory}. */
    public boolean isBlocked(String type) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select exists (select 1 from pg_locks join pg_database on pg_database.oid = database
                                        where datname = current_database() and locktype = :type and not granted)
                        """).bind("type", type).mapTo(Boolean.class).one());
    }

    /** Waits until somebody waits for a lock of this type. */
    public void awaitBlocked(String type) {
        await().atMost(PATIENCE).until(() -> isBlocked(type));
    }
}
