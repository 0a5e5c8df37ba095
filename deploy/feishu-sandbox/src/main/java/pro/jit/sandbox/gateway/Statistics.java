package pro.jit.sandbox.gateway;

import java.util.Map;
import java.util.TreeMap;

/** How often each endpoint was called since the start or the last reset. */
public final class Statistics {
    private final TreeMap<String, Counts> byEndpoint = new TreeMap<>();

    /**
     * @param calls everything that arrived
     * @param throttled those answered 429 or 99991400
     * @param failed those answered with another HTTP status of 400 or more
     */
    public record Counts(long calls, long throttled, long failed) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(calls + other.calls, throttled + other.throttled, failed + other.failed);
        }
    }

    synchronized void called(String endpoint) {
        byEndpoint.merge(endpoint, new Counts(1, 0, 0), Counts::plus);
    }

    synchronized void answered(String endpoint, int status) {
        if (status == 429) {
            byEndpoint.merge(endpoint, new Counts(0, 1, 0), Counts::plus);
        } else if (status >= 400) {
            byEndpoint.merge(endpoint, new Counts(0, 0, 1), Counts::plus);
        }
    }

    /** Per endpoint, such as {@code GET /open-apis/contact/v3/users/find_by_department}. */
    public synchronized Map<String, Counts> byEndpoint() {
        return new TreeMap<>(byEndpoint);
    }

    /** The calls to one endpoint. */
    public synchronized long calls(String endpoint) {
        return byEndpoint.getOrDefault(endpoint, Counts.NONE).calls();
    }

    /** All endpoints together. */
    public synchronized Counts total() {
        return byEndpoint.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    public synchronized void reset() {
        byEndpoint.clear();
    }
}
