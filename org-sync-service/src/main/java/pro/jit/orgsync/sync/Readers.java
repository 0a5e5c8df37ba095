package pro.jit.orgsync.sync;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import pro.jit.orgsync.feishu.CallMeter;

/**
 * Reads several lists at the same time, as many as keep the rate limit busy and no more: one more after each list that never had to wait for the
 * limit, half as many after one that Feishu throttled. The first failure ends the reading, and interruption ends it at once.
 */
final class Readers {
    private final CallMeter meter;
    private final int most;
    private final Places places;
    private volatile boolean failed;
    private int atOnce;
    private int throttledBefore;
    private int heldBackBefore;

    /**
     * Nobody reads yet.
     *
     * @param first how many lists are read at the same time in the beginning
     * @param most how many at most
     */
    Readers(CallMeter meter, int first, int most) {
        this.meter = meter;
        this.most = Math.max(first, most);
        this.atOnce = first;
        this.places = new Places(first);
        this.throttledBefore = meter.throttledCount();
        this.heldBackBefore = meter.heldBackCount();
    }

    private static final class Places extends Semaphore {
        private static final long serialVersionUID = 1L;

        Places(int permits) {
            super(permits);
        }

        @Override
        public void reducePermits(int reduction) {
            super.reducePermits(reduction);
        }
    }

    <T> void each(List<T> lists, Consumer<T> reading) {
        try (var readers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sync-reader-", 0).factory())) {
            var done = new ExecutorCompletionService<T>(readers);
            try {
                int begun = 0;
                for (var list : lists) {
                    places.acquire();
                    if (failed) {
                        break;
                    }
                    done.submit(() -> read(list, reading), list);
                    begun++;
                }
                for (int ended = 0; ended < begun; ended++) {
                    done.take().get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunEnded();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            } finally {
                readers.shutdownNow();
            }
        }
    }

    private <T> void read(T list, Consumer<T> reading) {
        boolean read = false;
        try {
            reading.accept(list);
            read = true;
        } finally {
            if (!read) {
                failed = true;
            }
            adapt();
            places.release();
        }
    }

    /** Looks at what the last list met. */
    private synchronized void adapt() {
        int throttled = meter.throttledCount();
        int heldBack = meter.heldBackCount();
        if (throttled > throttledBefore && atOnce > 1) {
            places.reducePermits(atOnce - atOnce / 2);
            atOnce /= 2;
        } else if (throttled == throttledBefore && heldBack == heldBackBefore && atOnce < most) {
            places.release();
            atOnce++;
        }
        throttledBefore = throttled;
        heldBackBefore = heldBack;
    }
}
