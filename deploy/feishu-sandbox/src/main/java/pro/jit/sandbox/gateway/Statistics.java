package pro.jit.sandbox.gateway;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** How often each endpoint was called since the start or the last reset. Seconds and minutes are those of the clock, as the limits count. */
public final class Statistics {
    private static final String ALL = "";

    private final Clock clock;
    private final TreeMap<String, Tally> tallies = new TreeMap<>();

    public Statistics(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param calls everything that arrived
     * @param throttled those answered 99991400, or 429
     * @param throttledWith400 those among them with HTTP 400, as some older APIs answer
     * @param failed those answered with another HTTP status of 400 or more
     * @param peakPerSecond the most calls that arrived in one second
     * @param peakPerMinute the most in one minute
     */
    public record Counts(
            long calls, long throttled, long throttledWith400, long failed, long peakPerSecond, long peakPerMinute) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    private static final class Tally {
        private final Peak second = new Peak(1);
        private final Peak minute = new Peak(60);
        private long calls;
        private long throttled;
        private long throttledWith400;
        private long failed;

        Counts counts() {
            return new Counts(calls, throttled, throttledWith400, failed, second.most, minute.most);
        }
    }

    private static final class Peak {
        private final long seconds;
        private long window = Long.MIN_VALUE;
        private long inWindow;
        private long most;

        Peak(long seconds) {
            this.seconds = seconds;
        }

        void called(long now) {
            var current = Math.floorDiv(now, seconds);
            inWindow = current == window ? inWindow + 1 : 1;
            window = current;
            most = Math.max(most, inWindow);
        }
    }

    synchronized void called(String endpoint) {
        var now = clock.instant().getEpochSecond();
        for (var tally : new Tally[] {tally(endpoint), tally(ALL)}) {
            tally.calls++;
            tally.second.called(now);
            tally.minute.called(now);
        }
    }

    synchronized void answered(String endpoint, int status, boolean throttled) {
        for (var tally : new Tally[] {tally(endpoint), tally(ALL)}) {
            if (status == 429 || (throttled && status == 400)) {
                tally.throttled++;
                tally.throttledWith400 += status == 400 ? 1 : 0;
            } else if (status >= 400) {
                tally.failed++;
            }
        }
    }

    private Tally tally(String endpoint) {
        return tallies.computeIfAbsent(endpoint, any -> new Tally());
    }

    /** Per endpoint, such as {@code GET /open-apis/contact/v3/users/find_by_department}. */
    public synchronized Map<String, Counts> byEndpoint() {
        var counts = new TreeMap<String, Counts>();
        tallies.forEach((endpoint, tally) -> counts.put(endpoint, tally.counts()));
        counts.remove(ALL);
        return counts;
    }

    /** The calls to one endpoint. */
    public synchronized long calls(String endpoint) {
        var tally = tallies.get(endpoint);
        return tally == null ? 0 : tally.calls;
    }

    /** All endpoints together; the peaks too. */
    public synchronized Counts total() {
        var tally = tallies.get(ALL);
        return tally == null ? Counts.NONE : tally.counts();
    }

    public synchronized void reset() {
        tallies.clear();
    }
}
