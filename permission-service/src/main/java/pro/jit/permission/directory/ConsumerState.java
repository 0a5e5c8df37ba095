package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How the reading of the directory's topics goes, told by the reader's thread. */
@ApplicationScoped
class ConsumerState {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private volatile boolean failing;
    private volatile long workedNanos = System.nanoTime();

    void worked() {
        failing = false;
        workedNanos = System.nanoTime();
    }

    void failed() {
        failing = true;
    }

    boolean failing() {
        return failing;
    }

    /** Whether the reader has said nothing for half a minute. */
    boolean silent() {
        return System.nanoTime() - workedNanos > SILENCE.toNanos();
    }
}
