package pro.jit.permission.facts;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.HeldFacts.Held;

/**
 * Reads organizations into memory, one at a time and beside the decisions, which are made from the database meanwhile: all at the start, as far
 * as they fit, and later those that are asked about. One that has not been asked about for a while makes room.
 */
@ApplicationScoped
class HeldFactsLoader {
    private static final Logger LOG = Logger.getLogger(HeldFactsLoader.class);

    /** What a member takes with name, picture, ids and index entries. */
    private static final long BYTES_A_MEMBER = 700;

    private static final long IDLE = Duration.ofMinutes(10).toNanos();
    private static final long PAUSE = Duration.ofSeconds(30).toNanos();

    private final Jdbi jdbi;
    private final MeterRegistry meters;
    private final long most;
    private final ConcurrentMap<OrganizationId, Held> organizations = new ConcurrentHashMap<>();
    private final Map<OrganizationId, Long> askedFor = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<OrganizationId> wanted = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;

    HeldFactsLoader(Jdbi jdbi, MeterRegistry meters, HeldFactsConfig config) {
        this.jdbi = jdbi;
        this.meters = meters;
        this.most = config.members().orElse(Runtime.getRuntime().maxMemory() / 3 / BYTES_A_MEMBER);
        meters.gauge("jit_held_facts_members", organizations, HeldFactsLoader::members);
        meters.gauge("jit_held_facts_organizations", organizations, Map::size);
    }

    ConcurrentMap<OrganizationId, Held> organizations() {
        return organizations;
    }

    /** Has it read soon, unless that was tried a moment ago. */
    void want(OrganizationId id) {
        var now = System.nanoTime();
        var before = askedFor.putIfAbsent(id, now);
        if (before == null || (now - before > PAUSE && askedFor.replace(id, before, now))) {
            wanted.add(id);
        }
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().name("held-facts").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        try {
            all().forEach(this::load);
            while (!Thread.currentThread().isInterrupted()) {
                load(wanted.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("reader of facts stopped");
        }
    }

    private List<OrganizationId> all() {
        try {
            return jdbi.withHandle(handle -> handle.createQuery(
                            "select organization_id from organization where status = 'active' order by organization_id")
                    .mapTo(UUID.class)
                    .map(OrganizationId::new)
                    .list());
        } catch (RuntimeException e) {
            // They are read when they are asked about.
            LOG.warnf(
                    "organizations not read into memory yet  error=%s",
                    e.getClass().getName());
            return List.of();
        }
    }

    private void load(OrganizationId id) {
        if (organizations.containsKey(id) || Thread.currentThread().isInterrupted()) {
            return;
        }
        try {
            var started = System.nanoTime();
            if (!fits(size(id))) {
                LOG.infof(
                        "organization too large to be held in memory beside the others  organizationId=%s most=%d",
                        id, most);
                return;
            }
            Snapshot.read(jdbi, id).ifPresent(snapshot -> {
                organizations.put(id, new Held(snapshot));
                var took = Duration.ofNanos(System.nanoTime() - started);
                meters.timer("jit_held_facts_read").record(took);
                LOG.infof(
                        "organization read into memory  organizationId=%s members=%d milliseconds=%d",
                        id, snapshot.facts().size(), took.toMillis());
            });
            askedFor.remove(id);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "organization not read into memory  organizationId=%s error=%s",
                    id, e.getClass().getName());
        }
    }

    private long size(OrganizationId id) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from member where organization_id = :id")
                .bind("id", id.value())
                .mapTo(Long.class)
                .one());
    }

    /** Makes room if what has been idle gives enough of it. */
    private boolean fits(long size) {
        var now = System.nanoTime();
        var idle = organizations.entrySet().stream()
                .filter(entry -> now - entry.getValue().askedNanos() > IDLE)
                .sorted(Comparator.comparingLong(entry -> entry.getValue().askedNanos() - now))
                .toList();
        var room = most - members(organizations);
        for (var entry : idle) {
            if (room >= size) {
                break;
            }
            room += entry.getValue().size();
            organizations.remove(entry.getKey(), entry.getValue());
        }
        return room >= size;
    }

    private static long members(Map<OrganizationId, Held> organizations) {
        return organizations.values().stream().mapToLong(Held::size).sum();
    }
}
