package pro.jit.orgsync.feishu;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the contact calls of one run, and why those were made that a perfect run would not need. Safe for several threads. */
public final class CallMeter {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger throttled = new AtomicInteger();
    private final AtomicInteger heldBack = new AtomicInteger();
    private final Map<String, Integer> extra = new ConcurrentHashMap<>();

    /** Counts on from what another replica had counted. */
    public void continueFrom(int madeBefore, int throttledBefore, Map<String, Integer> extraBefore) {
        made.addAndGet(madeBefore);
        throttled.addAndGet(throttledBefore);
        extraBefore.forEach(this::extra);
    }

    void heldBack() {
        heldBack.incrementAndGet();
    }

    void sent() {
        made.incrementAndGet();
    }

    void throttled() {
        throttled.incrementAndGet();
        extra("throttled", 1);
    }

    /** Notes that {@code count} calls were made for {@code reason}, beyond the lower bound. */
    public void extra(String reason, int count) {
        extra.merge(reason, count, Integer::sum);
    }

    /** Requests sent, repetitions included. */
    public int made() {
        return made.get();
    }

    /** How many of them Feishu throttled. */
    public int throttledCount() {
        return throttled.get();
    }

    /** How many of them had to wait for our own limit first. */
    public int heldBackCount() {
        return heldBack.get();
    }

    /** Reason → calls, by reason. */
    public Map<String, Integer> extra() {
        return new TreeMap<>(extra);
    }
}
