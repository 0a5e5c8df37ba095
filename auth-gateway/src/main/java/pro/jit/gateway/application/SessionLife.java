package pro.jit.gateway.application;

import java.time.Duration;

/**
 * How long a session of an application lives.
 *
 * @param tokenSeconds one session token, 60 to 3600
 * @param idleSeconds without being used
 * @param absoluteSeconds whatever happens; not less than idle
 */
public record SessionLife(int tokenSeconds, int idleSeconds, int absoluteSeconds) {
    public static final SessionLife USUAL = new SessionLife(600, 43_200, 604_800);

    public Duration token() {
        return Duration.ofSeconds(tokenSeconds);
    }

    public Duration idle() {
        return Duration.ofSeconds(idleSeconds);
    }

    public Duration absolute() {
        return Duration.ofSeconds(absoluteSeconds);
    }
}
