package pro.jit.local.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * A port for a server that is started a moment later, by another process.
 *
 * <p>Asking the system for port 0 would give one of the ports that it also gives to outgoing connections: before the server is up, a
 * connection may have taken it, and keep it. These are below the range that Linux (32768–60999), macOS and Windows (49152–65535) use for
 * that.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final int ATTEMPTS = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * One that nobody listens on now, and that this JVM has not been given before.
     *
     * @return 20000 to 32767
     * @throws IllegalStateException when a thousand ports at random were all taken
     */
    public static int find() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = RandomGenerator.getDefault().nextInt(FIRST, END);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port from " + FIRST + " to " + (END - 1));
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
