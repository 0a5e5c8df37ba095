package pro.jit.local;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Outlives the launcher just long enough to end the processes it left behind. It is a shell that reads the process ids from a pipe; the
 * pipe ends when the launcher does, however that happened, and what is still listed then is stopped.
 */
final class Watchdog implements AutoCloseable {
    static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=' '
            while read -r verb pid; do
              case $verb in
                watch) pids="$pids$pid " ;;
                forget) pids="${pids%% $pid *} ${pids#* $pid }" ;;
                done) exit 0 ;;
              esac
            done
            for pid in $pids; do kill -INT "$pid" 2>/dev/null; done
            left=20
            while [ $left -gt 0 ]; do
              alive=
              for pid in $pids; do kill -0 "$pid" 2>/dev/null && alive=1; done
              [ -n "$alive" ] || exit 0
              sleep 0.5
              left=$((left - 1))
            done
            for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
            """;

    private final BufferedWriter orders;

    private Watchdog(BufferedWriter orders) {
        this.orders = orders;
    }

    static Watchdog start() {
        try {
            var process = new ProcessBuilder("sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Watchdog(process.outputWriter());
        } catch (IOException e) {
            throw new UncheckedIOException("The watchdog did not start", e);
        }
    }

    void watch(long pid) {
        order("watch " + pid);
    }

    void forget(long pid) {
        order("forget " + pid);
    }

    /** Lets the watchdog go: everything has been stopped in the ordinary way. */
    @Override
    public void close() {
        order("done");
    }

    private synchronized void order(String line) {
        try {
            orders.write(line);
            orders.newLine();
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The watchdog is gone", e);
        }
    }
}
