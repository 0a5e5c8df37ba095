package pro.jit.orgsync.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.event.EventInbox.Waiting;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.sync.Changes;

/**
 * Works the inbox: all hints about one person come to one reading of that person, all about departments and the data range to one run. A reading
 * says what is true now, so neither order nor repetition matters. What fails is tried again, ever less often, until it succeeds.
 */
@ApplicationScoped
class EventWork {
    private static final Logger LOG = Logger.getLogger(EventWork.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration RUN_PAUSE = Duration.ofSeconds(5);

    private final EventInbox inbox;
    private final Changes changes;
    private final Clock clock;
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    EventWork(EventInbox inbox, Changes changes, Clock clock) {
        this.inbox = inbox;
        this.changes = changes;
        this.clock = clock;
    }

    /** There is something new. */
    void nudge() {
        nudges.release();
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("feishu-events").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        nudge();
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
            thread.interrupt();
        }
    }

    @Scheduled(every = "1h", delayed = "1m")
    void prune() {
        inbox.prune();
    }

    private void run() {
        while (!stopping) {
            try {
                if (!workSome()) {
                    nudges.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                    nudges.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Feishu's pushes could not be worked; trying again", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean workSome() {
        var claimed = inbox.claim();
        var byOrganization = new LinkedHashMap<OrganizationId, List<Waiting>>();
        claimed.forEach(waiting -> byOrganization
                .computeIfAbsent(waiting.organization(), key -> new ArrayList<>())
                .add(waiting));
        byOrganization.forEach(this::work);
        return !claimed.isEmpty();
    }

    private void work(OrganizationId organization, List<Waiting> all) {
        var runs = all.stream()
                .filter(waiting -> waiting.hint().kind() == Hint.Kind.RUN)
                .toList();
        var people = new LinkedHashMap<String, List<Waiting>>();
        all.forEach(waiting -> {
            var openId = waiting.hint().openId();
            if (waiting.hint().kind() == Hint.Kind.PERSON && openId != null) {
                people.computeIfAbsent(openId, key -> new ArrayList<>()).add(waiting);
            }
        });
        people.forEach((openId, hints) -> person(organization, openId, hints));
        if (!runs.isEmpty()) {
            run(organization, runs);
        }
    }

    private void person(OrganizationId organization, String openId, List<Waiting> hints) {
        try {
            changes.ofPerson(organization, openId, hints.stream().anyMatch(waiting -> waiting.hint()
                    .saysGone()));
            inbox.worked(organization, hints);
        } catch (RuntimeException e) {
            again(organization, hints, e);
        }
    }

    private void run(OrganizationId organization, List<Waiting> hints) {
        try {
            if (changes.ofEverything(organization)) {
                inbox.worked(organization, hints);
            } else {
                inbox.later(organization, hints, clock.instant().plus(RUN_PAUSE));
            }
        } catch (RuntimeException e) {
            again(organization, hints, e);
        }
    }

    private void again(OrganizationId organization, List<Waiting> hints, RuntimeException why) {
        var attempts = hints.stream().mapToInt(Waiting::attempts).max().orElse(1);
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 7));
        LOG.warnf(
                "push not worked, again in %s  organizationId=%s attempts=%d error=%s",
                pause, organization, attempts, why.getClass().getSimpleName());
        inbox.later(organization, hints, clock.instant().plus(pause));
    }
}
