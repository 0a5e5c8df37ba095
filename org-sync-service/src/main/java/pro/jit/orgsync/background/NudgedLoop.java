package pro.jit.orgsync.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does a round of work again and again on a thread of its own, until it is stopped. A round ends by pausing; a nudge ends the pause. A round that
 * fails is logged and follows again after a while.
 */
public final class NudgedLoop {
    private static final Logger LOG = Logger.getLogger(NudgedLoop.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String name;
    private final Duration afterFailure;
    private final Round round;
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    /** What is done each time. */
    public interface Round {
        /** Does what there is to do, and pauses where there is nothing more. */
        void go(NudgedLoop loop) throws Exception;
    }

    /**
     * A loop that has not begun.
     *
     * @param name of the thread, and in the log
     * @param afterFailure how long to wait after a round that failed
     */
    public NudgedLoop(String name, Duration afterFailure, Round round) {
        this.name = name;
        this.afterFailure = afterFailure;
        this.round = round;
    }

    /** Begins; once. */
    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Says that there is something to do. Never waits. */
    public void nudge() {
        nudges.release();
    }

    /** Whether a round that has more to do should leave it. */
    public boolean stopping() {
        return stopping;
    }

    /** Waits for a nudge, or for so long. */
    public void pause(Duration longest) throws InterruptedException {
        if (!stopping) {
            nudges.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            nudges.drainPermits();
        }
    }

    /** Ends: lets the round come to its end for some seconds, then interrupts it. */
    public void stop() throws InterruptedException {
        stopping = true;
        nudge();
        if (thread != null && !thread.join(GRACE)) {
            thread.interrupt();
        }
    }

    // What a round throws must not end the loop, whatever it is.
    private void run() {
        while (!stopping) {
            try {
                round.go(this);
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                if (stopping) {
                    return;
                }
                LOG.warnf(e, "%s failed, trying again", name);
                try {
                    pause(afterFailure);
                } catch (InterruptedException again) {
                    return;
                }
            }
        }
    }
}
