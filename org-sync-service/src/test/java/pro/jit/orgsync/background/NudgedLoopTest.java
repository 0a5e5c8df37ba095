package pro.jit.orgsync.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rounds of work that nobody waits for. */
class NudgedLoopTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void aNudgeEndsAPauseAndIsNotForgottenDuringARound() throws InterruptedException {
        var loop = new NudgedLoop("test", NEVER, current -> {
            if (rounds.incrementAndGet() == 1) {
                current.nudge();
            }
            current.pause(NEVER);
        });
        loop.start();
        await().until(() -> rounds.get() == 2);

        loop.nudge();

        await().until(() -> rounds.get() == 3);
        loop.stop();
    }

    @Test
    void aRoundThatFailsIsFollowedByAnother() throws InterruptedException {
        var loop = new NudgedLoop("test", AT_ONCE, current -> {
            if (rounds.incrementAndGet() < 3) {
                throw new IllegalStateException("round " + rounds);
            }
            current.pause(NEVER);
        });
        loop.start();

        await().until(() -> rounds.get() == 3);
        loop.stop();
    }

    @Test
    void whoPausesIsStoppedAtOnceAndWhoWorksKnowsIt() throws InterruptedException {
        var ended = new CountDownLatch(1);
        var loop = new NudgedLoop("test", NEVER, current -> {
            while (!current.stopping()) {
                rounds.incrementAndGet();
                current.pause(Duration.ofMillis(5));
            }
            ended.countDown();
        });
        loop.start();
        await().until(() -> rounds.get() > 2);

        loop.stop();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
