package pro.jit.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Stands before the replicas of one service, on loopback: gives each connection to the next of them that is ready, as a Kubernetes Service would, or
 * where none says so to any that takes it. Where none does, the connection is closed.
 */
final class RoundRobin implements AutoCloseable {
    private static final Duration PROBED_EVERY = Duration.ofMillis(500);

    private final ServerSocket listening;
    private final List<Integer> targets;
    private final IntPredicate isReady;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Integer> ready = List.of();

    /**
     * Begins to listen.
     *
     * @param targets the ports of the replicas
     * @param isReady says of one of them whether it is ready; asked twice a second
     */
    RoundRobin(int port, List<Integer> targets, IntPredicate isReady) {
        this.targets = List.copyOf(targets);
        this.isReady = isReady;
        try {
            listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " cannot be listened to", e);
        }
        Thread.ofVirtual().name("round-robin-" + port).start(this::accept);
        Thread.ofVirtual().name("probe-" + port).start(this::probe);
    }

    private void probe() {
        while (!listening.isClosed()) {
            ready = targets.stream().filter(isReady::test).toList();
            Stack.sleep(PROBED_EVERY);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a client that was gone before it was taken.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var server = connect();
            if (server.isPresent()) {
                pass(client, server.get());
            }
        } catch (IOException e) {
            // One side left.
        }
    }

    private Optional<Socket> connect() {
        return connect(ready).or(() -> connect(targets));
    }

    private Optional<Socket> connect(List<Integer> candidates) {
        for (int tries = 0; tries < candidates.size(); tries++) {
            var target = candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
            try {
                return Optional.of(new Socket(InetAddress.getLoopbackAddress(), target));
            } catch (IOException e) {
                // It is not there just now; the next is asked.
            }
        }
        return Optional.empty();
    }

    private static void pass(Socket client, Socket server) throws IOException {
        try (server) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var answers = Thread.ofVirtual().start(() -> copy(server, client));
            client.getInputStream().transferTo(server.getOutputStream());
            // A client that has nothing more to say may still be told something.
            server.shutdownOutput();
            answers.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until there is no more; then both sides are to know. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side left.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
