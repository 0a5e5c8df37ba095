package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.local.ServiceProcess.Program;

class ProcessesTest {
    private final PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    @Test
    void aServiceThatDiesIsStartedAgain(@TempDir Path directory) {
        try (var watchdog = Watchdog.start()) {
            var restarted = new CopyOnWriteArrayList<String>();
            var service = new ServiceProcess(
                    new Program("sleeper", List.of("sleep", "600"), Map.of(), directory.resolve("sleeper.log")),
                    watchdog,
                    quiet,
                    restarted::add);
            service.start();
            long first = service.pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(20)).until(() -> restarted.contains("sleeper"));
            assertThat(service.alive()).isTrue();
            assertThat(service.pid()).isNotEqualTo(first);
            service.stop();
            assertThat(service.alive()).isFalse();
        }
    }

    @Test
    void whatALauncherLeavesBehindIsEndedByItsWatchdog() throws IOException {
        var orphan = new ProcessBuilder("sleep", "600").start();
        var released = new ProcessBuilder("sleep", "600").start();
        var watchdog = new ProcessBuilder("sh", "-c", Watchdog.SCRIPT).start();
        try (var orders = watchdog.outputWriter()) {
            orders.write("watch " + orphan.pid() + "\nwatch " + released.pid() + "\nforget " + released.pid() + "\n");
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> !orphan.isAlive());
        await().atMost(Duration.ofSeconds(20)).until(() -> !watchdog.isAlive());
        assertThat(released.isAlive()).isTrue();
        released.destroyForcibly();
    }
}
