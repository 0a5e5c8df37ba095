package pro.jit.permission.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The time of the service under test: the real one, until moved forward or stopped. */
@Alternative
@Priority(1)
@Singleton
public class TestClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;
    private volatile @Nullable Instant stopped;

    /** Lets this much time pass at once. */
    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Lets no time pass until {@link #go}: what is asked now is asked at exactly this time, to the microsecond. */
    public Instant stop() {
        var now = instant().truncatedTo(ChronoUnit.MICROS);
        stopped = now;
        return now;
    }

    /** Lets time pass again. */
    public void go() {
        stopped = null;
    }

    @Override
    public Instant instant() {
        var now = stopped;
        if (now != null) {
            return now;
        }
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
