package pro.jit.sandbox.gateway;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Feishu's tier 4: 1000 calls in a minute and 50 in a second, counted per operation and app, and an app is of one tenant. Seconds and
 * minutes are those of the clock.
 */
public final class RateLimits {
    private static final int PER_SECOND = 50;
    private static final int PER_MINUTE = 1000;

    private final Clock clock;
    private final Map<String, Window> seconds = new HashMap<>();
    private final Map<String, Window> minutes = new HashMap<>();
    private boolean enabled;

    /** A limit that is used up, and in how many seconds it is not. */
    public record Exceeded(int limit, long resetSeconds) {}

    private record Window(long start, int count) {}

    public RateLimits(Clock clock, boolean enabled) {
        this.clock = clock;
        this.enabled = enabled;
    }

    public synchronized boolean isEnabled() {
        return enabled;
    }

    /** Switches all limits on or off. */
    public synchronized void enable(boolean on) {
        enabled = on;
        seconds.clear();
        minutes.clear();
    }

    /**
     * Counts one call; a call that is refused does not count. UNCONFIRMED (contract §12.10) what limit "special" operations have, for
     * Feishu publishes none; here the same.
     */
    synchronized Optional<Exceeded> count(String key) {
        if (!enabled) {
            return Optional.empty();
        }
        var now = clock.instant().getEpochSecond();
        var minute = current(minutes, key, now / 60);
        var second = current(seconds, key, now);
        if (minute.count() >= PER_MINUTE) {
            return Optional.of(new Exceeded(PER_MINUTE, 60 - now % 60));
        }
        if (second.count() >= PER_SECOND) {
            return Optional.of(new Exceeded(PER_SECOND, 1));
        }
        minutes.put(key, new Window(minute.start(), minute.count() + 1));
        seconds.put(key, new Window(second.start(), second.count() + 1));
        return Optional.empty();
    }

    private static Window current(Map<String, Window> windows, String key, long start) {
        var window = windows.get(key);
        return window == null || window.start() != start ? new Window(start, 0) : window;
    }
}
