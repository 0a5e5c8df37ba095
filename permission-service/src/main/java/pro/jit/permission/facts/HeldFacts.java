package pro.jit.permission.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;

/**
 * Organizations held in memory, each whole. What is given out is as the database has it when it is asked for: the version is checked with each
 * question, and what has changed is read first. Nothing is answered from memory while the database cannot be asked.
 */
@ApplicationScoped
public class HeldFacts {
    private final Jdbi jdbi;
    private final VersionCheck versions;
    private final HeldFactsLoader loader;
    private final ConcurrentMap<OrganizationId, Held> organizations;

    HeldFacts(Jdbi jdbi, VersionCheck versions, HeldFactsLoader loader) {
        this.jdbi = jdbi;
        this.versions = versions;
        this.loader = loader;
        this.organizations = loader.organizations();
    }

    /** The facts as they are now; empty if the organization is not held, because it is unknown, too large or only just being read. */
    public Optional<OrganizationFacts> current(OrganizationId id) {
        var held = organizations.get(id);
        if (held == null) {
            loader.want(id);
            return Optional.empty();
        }
        var facts = held.asOf(versions.current(id), jdbi);
        if (facts.isEmpty()) {
            organizations.remove(id, held);
        }
        return facts;
    }

    /**
     * The facts as they are now, for who cannot wait for a thread.
     *
     * @param caller where to go on with them: the thread that hears from the database has others to tell
     * @return empty if they would have to be read first: then {@link #current} does; fails when the database cannot say
     */
    public CompletionStage<Optional<OrganizationFacts>> ready(OrganizationId id, Executor caller) {
        var held = organizations.get(id);
        return held == null
                ? CompletableFuture.completedStage(Optional.empty())
                : versions.ask(id).thenApplyAsync(held::ifAt, caller);
    }

    /** The facts as they are now, read whole for this question where they are not held; empty if there is no such organization. */
    public Optional<OrganizationFacts> whole(OrganizationId id) {
        var held = current(id);
        return held.isPresent() ? held : Snapshot.read(jdbi, id).map(Snapshot::facts);
    }

    /** Which held organization of the application has this member; empty also if it is not held. To be asked for anew with {@link #current}. */
    public Optional<OrganizationId> organizationOf(MemberId member, ApplicationId application) {
        return organizations.entrySet().stream()
                .filter(entry -> entry.getValue().has(member, application))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** One organization, and how far it has been read. */
    static final class Held {
        private final ReentrantLock reading = new ReentrantLock();
        private volatile Snapshot snapshot;
        private volatile long askedNanos = System.nanoTime();

        Held(Snapshot snapshot) {
            this.snapshot = snapshot;
        }

        int size() {
            return snapshot.facts().size();
        }

        long askedNanos() {
            return askedNanos;
        }

        boolean has(MemberId member, ApplicationId application) {
            var facts = snapshot.facts();
            return facts.organization().application().equals(application) && facts.has(member);
        }

        /** At that version, if it is read as far. */
        Optional<OrganizationFacts> ifAt(long version) {
            askedNanos = System.nanoTime();
            var known = snapshot;
            return known.version() == version ? Optional.of(known.facts()) : Optional.empty();
        }

        /** At that version or later; empty if the organization is gone. */
        Optional<OrganizationFacts> asOf(long version, Jdbi jdbi) {
            askedNanos = System.nanoTime();
            var known = snapshot;
            if (known.version() == version) {
                return Optional.of(known.facts());
            }
            reading.lock();
            try {
                // Another question may have read it meanwhile, later than this one's version.
                if (snapshot.version() == known.version() || snapshot.version() < version) {
                    @Nullable Snapshot next = snapshot.next(jdbi).orElse(null);
                    if (next == null) {
                        return Optional.empty();
                    }
                    snapshot = next;
                }
                return Optional.of(snapshot.facts());
            } finally {
                reading.unlock();
            }
        }
    }
}
