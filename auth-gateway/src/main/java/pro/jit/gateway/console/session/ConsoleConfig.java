package pro.jit.gateway.console.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a session of the console lives. */
@Singleton
class ConsoleConfig {
    private final Duration idle;
    private final Duration life;

    /**
     * Takes the times.
     *
     * @param idle {@code JIT_CONSOLE_IDLE}: how long a session of the console lives without a request
     * @param life {@code JIT_CONSOLE_LIFE}: how long it lives whatever happens
     */
    ConsoleConfig(
            @ConfigProperty(name = "jit.console.idle", defaultValue = "PT30M") Duration idle,
            @ConfigProperty(name = "jit.console.life", defaultValue = "PT12H") Duration life) {
        if (idle.compareTo(Duration.ofMinutes(1)) < 0 || life.compareTo(idle) < 0) {
            throw new IllegalArgumentException(
                    "JIT_CONSOLE_IDLE (jit.console.idle) is a minute at least, and JIT_CONSOLE_LIFE (jit.console.life) no less than that");
        }
        this.idle = idle;
        this.life = life;
    }

    Duration idle() {
        return idle;
    }

    Duration life() {
        return life;
    }
}
