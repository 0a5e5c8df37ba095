package pro.jit.orgsync.outbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import pro.jit.orgsync.directory.ChangeCause;
import pro.jit.orgsync.directory.DirectoryChange;
import pro.jit.orgsync.directory.DirectoryWriter;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;

/** Writers of several organizations at once, each change in a transaction of its own, until they are told to stop. */
final class ManyChanges implements AutoCloseable {
    private static final int MEMBERS = 5;

    private final ExecutorService writers = Executors.newCachedThreadPool();
    private final AtomicInteger made = new AtomicInteger();
    private final Duration pause;
    private final List<Future<Void>> work;
    private volatile boolean enough;

    /**
     * Begins.
     *
     * @param pause how long each writer rests after a change of each of its members
     */
    ManyChanges(
            String database, Organizations organizations, DirectoryWriter directory, List<String> ids, Duration pause) {
        this.pause = pause;
        var jdbi = Jdbi.create(database, "postgres", "postgres").installPlugin(new PostgresPlugin());
        work = ids.stream()
                .map(id -> writers.submit(
                        (Callable<Void>) () -> write(jdbi, organizations, directory, OrganizationId.parse(id))))
                .toList();
    }

    private Void write(Jdbi jdbi, Organizations organizations, DirectoryWriter directory, OrganizationId id)
            throws InterruptedException {
        var members = IntStream.range(0, MEMBERS)
                .mapToObj(number -> UUID.randomUUID())
                .toList();
        for (var revision = 0; !enough; revision++) {
            for (var member : members) {
                var change = change(member, revision);
                jdbi.useTransaction(handle -> directory.write(
                        handle,
                        organizations.lock(handle, id).orElseThrow(),
                        List.of(change),
                        new ChangeCause(ChangeCause.Kind.SYNC_RUN, "many-changes")));
                made.incrementAndGet();
            }
            Thread.sleep(pause);
        }
        return null;
    }

    private static DirectoryChange change(UUID member, int revision) {
        var document = JsonNodeFactory.instance
                .objectNode()
                .put("open_id", "ou_" + member)
                .putNull("union_id")
                .putNull("user_id")
                .putNull("tenant_key")
                .put("name", "多变")
                .putNull("en_name")
                .putNull("email")
                .putNull("mobile")
                .putNull("avatar_url")
                .putNull("employee_no")
                .put("job_title", "the " + revision + "th")
                .put("status", "active");
        document.putArray("departments");
        return revision == 0
                ? new DirectoryChange(
                        DirectoryChange.Entity.MEMBER, DirectoryChange.Kind.ADDED, member, document, List.of(), 0)
                : new DirectoryChange(
                        DirectoryChange.Entity.MEMBER,
                        DirectoryChange.Kind.UPDATED,
                        member,
                        document,
                        List.of("job_title"),
                        revision);
    }

    /** How many have been committed so far. */
    int made() {
        return made.get();
    }

    /** Lets everybody finish what they are at; fails if one of them failed. */
    @Override
    public void close() {
        enough = true;
        try {
            for (var writer : work) {
                writer.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException("A writer failed", e);
        } finally {
            writers.shutdown();
        }
    }

    /** How long a test lets them go on. */
    static void goOnFor(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
