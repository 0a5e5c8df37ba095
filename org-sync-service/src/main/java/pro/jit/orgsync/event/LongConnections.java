package pro.jit.orgsync.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import pro.jit.orgsync.background.NudgedLoop;
import pro.jit.orgsync.feishu.LongConnectionEndpoint;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;

/**
 * Holds the long connections whose lease this replica has: about once a second it looks which organizations want one, takes the leases that are
 * free, opens what it gained and closes what it lost. So every replica follows a change of an organization within that second.
 */
@ApplicationScoped
class LongConnections {
    private static final Logger LOG = Logger.getLogger(LongConnections.class);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final Organizations organizations;
    private final ConnectionLeases leases;
    private final EventDeliveries deliveries;
    private final ConnectedEvents events;
    private final LongConnectionEndpoint endpoint;
    private final EventConfig config;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .executor(workers)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<OrganizationId, ConnectionKeeper> kept = new HashMap<>();
    private final NudgedLoop loop = new NudgedLoop("long-connections", AFTER_FAILURE, this::round);
    private long lastRenewed = System.nanoTime();

    LongConnections(
            Organizations organizations,
            ConnectionLeases leases,
            EventDeliveries deliveries,
            ConnectedEvents events,
            LongConnectionEndpoint endpoint,
            EventConfig config,
            Clock clock) {
        this.organizations = organizations;
        this.leases = leases;
        this.deliveries = deliveries;
        this.events = events;
        this.endpoint = endpoint;
        this.config = config;
        this.clock = clock;
    }

    /** The name of this replica in leases, another one after each start. */
    String holder() {
        return holder;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** Lets go of everything, so that another replica has it at once. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
        synchronized (kept) {
            var held = Set.copyOf(kept.keySet());
            var goodbyes = kept.values().stream()
                    .map(keeper -> Thread.ofVirtual().start(keeper::close))
                    .toList();
            for (var goodbye : goodbyes) {
                goodbye.join(GOODBYE);
            }
            kept.clear();
            try {
                leases.release(holder, held);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "leases not released, they end by themselves  error=%s",
                        e.getClass().getSimpleName());
            }
        }
        http.shutdownNow();
        workers.shutdownNow();
    }

    private void round(NudgedLoop current) throws InterruptedException {
        try {
            synchronized (kept) {
                follow();
            }
            lastRenewed = System.nanoTime();
        } catch (RuntimeException e) {
            leaveWhatIsNotOursAnyMore();
            throw e;
        }
        // Each replica at another moment, lest they all ask at once.
        current.pause(SOON.plusMillis(ThreadLocalRandom.current().nextLong(1_000)));
    }

    private void follow() {
        var wanted = new LinkedHashMap<OrganizationId, String>();
        organizations.connected().forEach(one -> wanted.put(one.organizationId(), one.mark()));
        var unwanted =
                kept.keySet().stream().filter(id -> !wanted.containsKey(id)).toList();
        unwanted.forEach(this::close);
        leases.release(holder, unwanted);
        var held = leases.hold(holder, wanted.keySet());
        for (var id : List.copyOf(kept.keySet())) {
            var keeper = kept.get(id);
            if (!held.containsKey(id) || (keeper != null && !keeper.mark().equals(wanted.get(id)))) {
                close(id);
            }
        }
        wanted.forEach((id, mark) -> {
            var knownToStand = held.get(id);
            if (knownToStand != null) {
                var keeper = kept.computeIfAbsent(id, gained -> open(gained, mark));
                if (!knownToStand) {
                    // Another replica may have had the lease since, too briefly for us to notice.
                    keeper.reportThatItStands();
                }
                keeper.reportWhatWasNot();
            }
        });
    }

    /** Without the database nothing can be kept, and by now somebody else may hold the leases. */
    private void leaveWhatIsNotOursAnyMore() {
        synchronized (kept) {
            if (System.nanoTime() - lastRenewed > config.connectionLease().toNanos()) {
                Set.copyOf(kept.keySet()).forEach(this::close);
            }
        }
    }

    private ConnectionKeeper open(OrganizationId id, String mark) {
        ConnectionKeeper.Dial dial = () -> LongConnection.dial(
                http, endpoint.ask(organizations.feishuApp(id)), event -> events.keep(id, event), workers, clock);
        return new ConnectionKeeper(id, mark, dial, state -> deliveries.connection(id, holder, state), clock);
    }

    private void close(OrganizationId id) {
        var keeper = kept.remove(id);
        if (keeper != null) {
            keeper.close();
            LOG.infof("long connection closed  organizationId=%s", id);
        }
    }
}
