package pro.jit.sandbox.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test can put forward, so that codes and tokens expire without waiting. */
public final class SandboxClock extends Clock {
    private final Clock base;
    private final AtomicReference<Duration> ahead;
    private final List<Runnable> whenAdvanced = new CopyOnWriteArrayList<>();

    /** Runs with {@code base} until it is put forward. */
    public SandboxClock(Clock base) {
        this(base, new AtomicReference<>(Duration.ZERO));
    }

    private SandboxClock(Clock base, AtomicReference<Duration> ahead) {
        this.base = base;
        this.ahead = ahead;
    }

    /** Puts the clock forward. */
    public void advance(Duration by) {
        ahead.updateAndGet(by::plus);
        whenAdvanced.forEach(Runnable::run);
    }

    /** Names one more who is told when the clock was put forward, because something of theirs may be due now; it must not block. */
    public void whenAdvanced(Runnable listener) {
        whenAdvanced.add(listener);
    }

    /** Back to the time of day. */
    public void reset() {
        ahead.set(Duration.ZERO);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SandboxClock(base.withZone(zone), ahead);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
    }
}
