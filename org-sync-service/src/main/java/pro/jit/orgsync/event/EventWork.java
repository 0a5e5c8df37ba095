package pro.jit.orgsync.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import pro.jit.orgsync.background.NudgedLoop;
import pro.jit.orgsync.event.EventInbox.Waiting;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.trace.Traces;

/**
 * Sees to it that the inbox is worked: each organization by one worker at a time among all replicas, several organizations side by side, so that
 * one whose Feishu is slow does not keep the others waiting.
 */
@ApplicationScoped
class EventWork {
    private static final Logger LOG = Logger.getLogger(EventWork.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final EventInbox inbox;
    private final EventWorkLock lock;
    private final WorkEvents events;
    private final EventConfig config;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("feishu-events-worker-", 0).factory());
    private final Set<OrganizationId> worked = ConcurrentHashMap.newKeySet();
    private final NudgedLoop loop = new NudgedLoop("feishu-events", AFTER_FAILURE, this::round);

    EventWork(EventInbox inbox, EventWorkLock lock, WorkEvents events, EventConfig config) {
        this.inbox = inbox;
        this.lock = lock;
        this.events = events;
        this.config = config;
    }

    /** There is something new. */
    void nudge() {
        loop.nudge();
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** What is being worked comes to its end, for some seconds; what is not finished still waits. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
        workers.shutdown();
        if (!workers.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            workers.shutdownNow();
        }
    }

    @Scheduled(every = "1h", delayed = "1m")
    void prune() {
        inbox.prune();
    }

    private void round(NudgedLoop current) throws InterruptedException {
        for (var organization : inbox.due()) {
            if (worked.size() < config.workers() && worked.add(organization)) {
                workers.execute(() -> work(organization));
            }
        }
        current.pause(config.poll());
    }

    private void work(OrganizationId organization) {
        var mine = true;
        try {
            mine = lock.whileHeld(organization, handle -> {
                for (var due = inbox.due(handle, organization);
                        !due.isEmpty() && !loop.stopping();
                        due = inbox.due(handle, organization)) {
                    var hints = due;
                    Traces.goOn(
                            "feishu events",
                            hints.stream().map(Waiting::traceparent).toList(),
                            () -> events.work(organization, hints));
                }
            });
        } catch (RuntimeException e) {
            LOG.warnf(e, "pushes could not be worked, trying again  organizationId=%s", organization);
            pause();
        } finally {
            worked.remove(organization);
        }
        if (mine) {
            // What came after the last look was nudged for while this worker was still there.
            loop.nudge();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
