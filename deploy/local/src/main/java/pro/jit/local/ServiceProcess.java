package pro.jit.local;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One forked program: started, watched, started again when it dies unexpectedly (1 s, 2 s, 4 s … 30 s between tries), and stopped. */
final class ServiceProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofMinutes(1);

    /** Of a process that ended in order after SIGTERM. */
    private static final int TERMINATED = 143;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Watchdog watchdog;
    private final PrintStream out;
    private final Consumer<String> restarted;

    private @Nullable Process process;
    private boolean stopping;
    private Duration pause = Duration.ofSeconds(1);

    /** What to run, and whom to tell. */
    record Program(String name, List<String> command, Map<String, String> environment, Path log) {}

    ServiceProcess(Program program, Watchdog watchdog, PrintStream out, Consumer<String> restarted) {
        this.name = program.name();
        this.command = program.command();
        this.environment = program.environment();
        this.log = program.log();
        this.watchdog = watchdog;
        this.out = out;
        this.restarted = restarted;
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    synchronized void start() {
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().putAll(environment);
            var started = builder.start();
            process = started;
            watchdog.watch(started.pid());
            var startedAt = Instant.now();
            Thread.ofVirtual().name("watch-" + name).start(() -> ended(started, startedAt));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process.pid();
    }

    synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    /** Asks the program to end, waits, and makes it end. */
    void stop() {
        Process ending;
        synchronized (this) {
            stopping = true;
            ending = process;
        }
        if (ending == null) {
            return;
        }
        ending.destroy();
        try {
            if (!ending.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                ending.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending.destroyForcibly();
        }
    }

    /** Waits for the end of one run, and begins the next unless the end was asked for. */
    private void ended(Process run, Instant startedAt) {
        try {
            int exit = run.waitFor();
            synchronized (this) {
                watchdog.forget(run.pid());
                if (stopping) {
                    return;
                }
                if (Duration.between(startedAt, Instant.now()).compareTo(STABLE) > 0) {
                    pause = Duration.ofSeconds(1);
                }
                if (exit == TERMINATED) {
                    out.printf("%s was told to end. Starting it again in %d s.%n", name, pause.toSeconds());
                } else {
                    out.printf(
                            "%s ended unexpectedly (exit %d). Starting it again in %d s. Its log: %s%n",
                            name, exit, pause.toSeconds(), log);
                    LastWords.of(log).forEach(line -> out.println("    " + line));
                }
            }
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            if (stopping) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            start();
        }
        restarted.accept(name);
    }
}
