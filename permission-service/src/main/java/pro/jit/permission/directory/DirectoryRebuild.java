package pro.jit.permission.directory;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.Rebuilds.Counts;

/**
 * Reads the topics from the first offset into a copy of the directory, compares, and mends what is not the same. Decisions rest on the directory
 * meanwhile, and events go on being applied to it.
 *
 * <p>One replica works at a time, the one holding the advisory lock. The copy is written through the connection that holds it, so whoever loses
 * the lock writes nothing more. A rebuild whose replica dies is begun anew by another.
 */
@ApplicationScoped
class DirectoryRebuild {
    private static final Logger LOG = Logger.getLogger(DirectoryRebuild.class);
    private static final long LOCK = 0x6a69745f726264L;
    /** As many as org-sync-service's synchronization removes without being told to. */
    private static final long FEW_REMOVALS = 10;

    private static final long SMALL_SHARE = 20;

    private final Jdbi jdbi;
    private final Rebuilds rebuilds;
    private final DirectoryTopics topics;
    private final DirectoryEvents events;
    private final DirectoryRepair repair;
    private final DirectoryConfig config;
    private volatile boolean stopping;

    DirectoryRebuild(
            Jdbi jdbi,
            Rebuilds rebuilds,
            DirectoryTopics topics,
            DirectoryEvents events,
            DirectoryRepair repair,
            DirectoryConfig config) {
        this.jdbi = jdbi;
        this.rebuilds = rebuilds;
        this.topics = topics;
        this.events = events;
        this.repair = repair;
        this.config = config;
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void work() {
        if (stopping || rebuilds.running().isEmpty()) {
            return;
        }
        try (var handle = jdbi.open()) {
            if (!ask(handle, "select pg_try_advisory_lock(:lock)")) {
                return;
            }
            try {
                rebuilds.running().ifPresent(rebuild -> work(handle, rebuild));
            } finally {
                ask(handle, "select pg_advisory_unlock(:lock)");
            }
        }
    }

    private static boolean ask(Handle handle, String query) {
        return handle.createQuery(query).bind("lock", LOCK).mapTo(Boolean.class).one();
    }

    private void work(Handle handle, Rebuild rebuild) {
        LOG.infof("directory rebuild begins  rebuildId=%s", rebuild.rebuildId());
        @Nullable String problem = null;
        try (var replay = new TopicReplay(topics.reader(), events)) {
            problem = run(handle, rebuild, replay);
        } catch (RuntimeException e) {
            LOG.errorf(e, "directory rebuild failed  rebuildId=%s", rebuild.rebuildId());
            problem = "internal-error";
        }
        if (stopping) {
            // Another replica, or this one after its start, begins it anew.
            return;
        }
        DirectoryComparison.clear(handle);
        rebuilds.finish(rebuild.rebuildId(), problem);
        LOG.infof("directory rebuild finished  rebuildId=%s problem=%s", rebuild.rebuildId(), String.valueOf(problem));
    }

    private @Nullable String run(Handle handle, Rebuild rebuild, TopicReplay replay) {
        if (!replay.hasAllTopics()) {
            return "topics-missing";
        }
        DirectoryComparison.clear(handle);
        read(handle, rebuild, replay, "reading", System.nanoTime());
        if (DirectoryComparison.noteSuspects(handle) > 0) {
            var settled = System.nanoTime() + config.rebuildSettle().toNanos();
            read(handle, rebuild, replay, "settling", settled);
            replay.extend();
            read(handle, rebuild, replay, "settling", settled);
        }
        rebuilds.progress(handle, rebuild.rebuildId(), "comparing", replay.read(), replay.total());
        if (replay.isWhole() && !rebuild.allowRemovals()) {
            var tooMany = tooManyRemovals(handle);
            if (tooMany > 0) {
                rebuilds.done(handle, rebuild.rebuildId(), new Counts(0, 0, 0, tooMany));
                return "deletion-guard";
            }
        }
        mend(handle, rebuild, replay.isWhole());
        return null;
    }

    /** Reads to the end, and on until then. */
    private void read(Handle handle, Rebuild rebuild, TopicReplay replay, String stage, long untilNanos) {
        while (!stopping && !(replay.isAtEnd() && System.nanoTime() - untilNanos >= 0)) {
            copy(handle, replay.next());
            rebuilds.progress(handle, rebuild.rebuildId(), stage, replay.read(), replay.total());
        }
    }

    private static void copy(Handle handle, List<DirectoryEntry> entries) {
        try {
            handle.useTransaction(
                    transaction -> entries.forEach(entry -> DirectoryTables.REBUILT.write(transaction, entry)));
        } catch (RuntimeException e) {
            if (!UnstorableEntry.is(e)) {
                throw e;
            }
            if (entries.size() > 1) {
                entries.forEach(entry -> copy(handle, List.of(entry)));
            }
        }
    }

    private static long tooManyRemovals(Handle handle) {
        var removals = 0L;
        var tooMany = false;
        for (var entity : Entity.values()) {
            var its = DirectoryComparison.removals(handle, entity);
            removals += its;
            tooMany |= its > FEW_REMOVALS && its * SMALL_SHARE > DirectoryComparison.rows(handle, entity);
        }
        return tooMany ? removals : 0;
    }

    private void mend(Handle handle, Rebuild rebuild, boolean removing) {
        var counts = new Counts(0, 0, 0, 0);
        for (var organization : DirectoryComparison.organizations(handle)) {
            if (stopping) {
                return;
            }
            counts = counts.plus(
                    handle.inTransaction(transaction -> repair.repair(transaction, organization, removing)));
            rebuilds.done(handle, rebuild.rebuildId(), counts);
        }
    }
}
