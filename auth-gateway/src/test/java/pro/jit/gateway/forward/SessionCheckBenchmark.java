package pro.jit.gateway.forward;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.TestEnvironment;

/**
 * Prints how many requests {@code /forward-auth} answers for each second of one core that the server uses, beside an endpoint of the same
 * server that does nothing, in turns. Only the CPU time of the server's event loops is counted, so that neither the caller nor what else the
 * machine does is. No test: run by name, {@code -Dit.test=SessionCheckBenchmark}.
 */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@TestProfile(SessionCheckBenchmark.WithEmptyEndpoint.class)
class SessionCheckBenchmark {
    private static final int ROUNDS = 7;
    private static final int CONNECTIONS = 8;
    private static final int SESSIONS = 1_000;
    private static final Duration ROUND = Duration.ofSeconds(4);

    /** With what is held against. */
    public static class WithEmptyEndpoint implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("test.empty-endpoint", "true");
        }
    }

    private final Sessions sessions;
    private final URI gateway;

    SessionCheckBenchmark(Sessions sessions, @ConfigProperty(name = "test.url") URI gateway) {
        this.sessions = sessions;
        this.gateway = gateway;
    }

    @Test
    void forwardAuthBesideAnEndpointThatDoesNothing() throws Exception {
        Sessions.awaitReadiness();
        var requests = requests();
        IntFunction<byte[]> empty = number -> requests.get(number)
                .replace("/forward-auth", EmptyEndpoint.PATH)
                .getBytes(StandardCharsets.US_ASCII);
        IntFunction<byte[]> check = number -> requests.get(number).getBytes(StandardCharsets.US_ASCII);
        measure(empty);
        measure(check);
        var ratios = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            var reference = measure(empty);
            var checked = measure(check);
            ratios[round] = checked / reference;
            System.out.printf(
                    Locale.ROOT,
                    "for each second of one core: empty %.0f, /forward-auth %.0f, ratio %.2f%n",
                    reference,
                    checked,
                    ratios[round]);
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "ratio: median %.2f, least %.2f, most %.2f%n",
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1]);
    }

    /** The same headers for both, as nginx sends them. */
    private List<String> requests() {
        return IntStream.range(0, SESSIONS)
                .mapToObj(number -> RawConnection.lines(
                        "GET /forward-auth HTTP/1.1",
                        "Host: localhost",
                        "X-Original-Method: GET",
                        "X-Original-URL: http://localhost:8080/bench/app/page?number=" + number,
                        "Accept: application/json",
                        "Cookie: theme=dark; jit_session=" + sessions.token("bench", "app")))
                .toList();
    }

    /** Requests answered for each second of one core. */
    private double measure(IntFunction<byte[]> request) throws Exception {
        try (var callers = Executors.newFixedThreadPool(CONNECTIONS)) {
            var before = eventLoopNanos();
            var end = System.nanoTime() + ROUND.toNanos();
            var work = new ArrayList<Callable<Long>>();
            for (var caller = 0; caller < CONNECTIONS; caller++) {
                var first = caller;
                work.add(() -> ask(request, first, end));
            }
            var answered = 0L;
            for (var result : callers.invokeAll(work)) {
                answered += result.get();
            }
            return answered * 1e9 / (eventLoopNanos() - before);
        }
    }

    private long ask(IntFunction<byte[]> request, int first, long end) throws IOException {
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setTcpNoDelay(true);
            var in = new DataInputStream(socket.getInputStream());
            var buffer = new byte[8_192];
            var answered = 0L;
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request.apply((int) ((first + answered * CONNECTIONS) % SESSIONS)));
                var length = in.read(buffer);
                var answer = new String(buffer, 0, length, StandardCharsets.US_ASCII);
                while (!answer.endsWith("\r\n\r\n")) {
                    answer += new String(buffer, 0, in.read(buffer), StandardCharsets.US_ASCII);
                }
                if (!answer.startsWith("HTTP/1.1 200")) {
                    throw new IOException(answer);
                }
                answered++;
            }
            return answered;
        }
    }

    private static long eventLoopNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("vert.x-eventloop"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }
}
