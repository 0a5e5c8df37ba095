package pro.jit.permission.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes permits behind the answers, many in one go, so that nobody waits for it. What waits is written when the service is stopped; it is lost
 * when the process is killed, and what does not fit any more while the database is away is let go. Both concern permits alone.
 */
@ApplicationScoped
class PermitWriter {
    private static final Logger LOG = Logger.getLogger(PermitWriter.class);
    private static final int MOST_WAITING = 20_000;
    private static final int TOGETHER = 500;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final DecisionRepository repository;
    private final MeterRegistry meters;
    private final BlockingQueue<DecisionRepository.Row> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    PermitWriter(DecisionRepository repository, MeterRegistry meters) {
        this.repository = repository;
        this.meters = meters;
    }

    /** Takes one to be written soon; false if too many wait already. */
    boolean offer(DecisionRepository.Row permit) {
        var taken = waiting.offer(permit);
        if (!taken) {
            meters.counter("jit_decisions_not_recorded", "decision", "true").increment();
        }
        return taken;
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().name("permit-writer").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        try {
            while (!stopping || !waiting.isEmpty()) {
                var first = waiting.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    var together = new ArrayList<DecisionRepository.Row>();
                    together.add(first);
                    waiting.drainTo(together, TOGETHER - 1);
                    // In one order at every replica, or two could wait for each other's rows.
                    together.sort(Comparator.comparing(
                            DecisionRepository.Row::sameness, Comparator.nullsFirst(Comparator.naturalOrder())));
                    write(together);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<DecisionRepository.Row> permits) throws InterruptedException {
        while (true) {
            try {
                repository.addOnce(permits);
                return;
            } catch (RuntimeException e) {
                LOG.errorf(
                        "permits not recorded yet  count=%d error=%s",
                        permits.size(), e.getClass().getName());
                LOG.debug("permits not recorded yet", e);
                if (stopping) {
                    meters.counter("jit_decisions_not_recorded", "decision", "true")
                            .increment(permits.size());
                    return;
                }
                Thread.sleep(PAUSE_AFTER_FAILURE);
            }
        }
    }
}
