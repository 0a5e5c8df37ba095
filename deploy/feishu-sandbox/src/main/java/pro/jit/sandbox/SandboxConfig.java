package pro.jit.sandbox;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.CompanySize;

/**
 * How a sandbox is started.
 *
 * @param host the address to listen on
 * @param port 0 takes any free one
 * @param origin under which browsers and services reach it; null says {@code http://localhost:<port>}
 * @param limitsEnabled whether calls are limited as Feishu limits them
 * @param generated the company it starts with; null for the demonstration company
 * @param larkPort where Lark, the platform abroad, is played beside Feishu; 0 takes any free port, null plays no Lark
 * @param clock the time of day; the sandbox's own clock can be put forward from it
 */
public record SandboxConfig(
        String host,
        int port,
        @Nullable String origin,
        boolean limitsEnabled,
        @Nullable CompanySize generated,
        @Nullable Integer larkPort,
        Clock clock) {
    /** On localhost, on any free port, with limits. */
    public static SandboxConfig anyPort() {
        return new SandboxConfig("localhost", 0, null, true, null, null, Clock.systemUTC());
    }

    /** The same on this port. */
    public SandboxConfig onPort(int newPort) {
        return new SandboxConfig(host, newPort, origin, limitsEnabled, generated, larkPort, clock);
    }

    /** The same listening on this address. */
    public SandboxConfig onHost(String newHost) {
        return new SandboxConfig(newHost, port, origin, limitsEnabled, generated, larkPort, clock);
    }

    /** The same, reached under this origin. */
    public SandboxConfig reachedAt(String newOrigin) {
        return new SandboxConfig(host, port, newOrigin, limitsEnabled, generated, larkPort, clock);
    }

    /** The same without limits. */
    public SandboxConfig withoutLimits() {
        return new SandboxConfig(host, port, origin, false, generated, larkPort, clock);
    }

    /** The same with a generated company instead of the demonstration company. */
    public SandboxConfig with(CompanySize size) {
        return new SandboxConfig(host, port, origin, limitsEnabled, size, larkPort, clock);
    }

    /** The same with Lark on another port of the same address; reached there under {@code http://localhost:<port>}. */
    public SandboxConfig withLark(int newPort) {
        return new SandboxConfig(host, port, origin, limitsEnabled, generated, newPort, clock);
    }

    /** The same by this clock. */
    public SandboxConfig by(Clock newClock) {
        return new SandboxConfig(host, port, origin, limitsEnabled, generated, larkPort, newClock);
    }
}
