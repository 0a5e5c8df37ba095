package pro.jit.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pro.jit.gateway.forward.RawConnection.lines;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.gateway.Replica;
import pro.jit.gateway.TestEnvironment;

/** A gateway that is told to stop does, whoever hangs on to it. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(value = TestUpstream.class, restrictToAnnotatedClass = true)
class StopIT {
    private final Sessions sessions;
    private final String upstream;

    StopIT(Sessions sessions, @ConfigProperty(name = "test.upstream", defaultValue = "not started") String upstream) {
        this.sessions = sessions;
        this.upstream = upstream;
    }

    private String head(String method, String path, String... more) {
        return "%s %s HTTP/1.1\r\nHost: localhost:8080\r\nCookie: jit_session=%s\r\n%s"
                .formatted(method, path, sessions.token("stop", "app"), more.length == 0 ? "\r\n" : lines(more));
    }

    @Test
    void neitherVisitorsNorApplicationsThatReadNothingKeepItFromStopping(@TempDir Path folder) throws Exception {
        Sessions.awaitReadiness();
        Sessions.createApplication("stop", "app", upstream);
        try (var gateway = Replica.start(folder, "jit.proxy.stall-timeout=PT1H", "jit.proxy.response-timeout=PT1H");
                var uploading = RawConnection.to(gateway.address());
                var downloading = RawConnection.to(gateway.address());
                var talking = RawConnection.to(gateway.address())) {
            uploadAndLeave(gateway.address());
            beginUpload(uploading);
            downloading.send(head("GET", "/stop/app/flood")).readUntil("\r\n\r\n");
            talking.send(head(
                            "GET",
                            "/stop/app/deaf-socket",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="))
                    .readUntil("\r\n\r\n");
            var held = List.of(uploading, talking).stream()
                    .map(StopIT::sendUntilHeld)
                    .toList();

            assertThat(gateway.stops(Duration.ofMinutes(1))).isTrue();
            for (var sender : held) {
                sender.join();
            }
        }
    }

    private void beginUpload(RawConnection visitor) throws IOException {
        visitor.send(head("POST", "/stop/app/stall", "Content-Length: " + (1L << 40)));
        visitor.send("first").readUntil("listening\r\n");
    }

    private void uploadAndLeave(URI gateway) throws IOException {
        try (var visitor = RawConnection.to(gateway)) {
            beginUpload(visitor);
            sendUntilHeld(visitor);
        }
    }

    /** Sends until the other side closes; returns when it has not taken anything for a while. */
    private static Thread sendUntilHeld(RawConnection connection) {
        var sent = new AtomicLong();
        var sender = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    connection.send(new byte[65_536]);
                    sent.addAndGet(65_536);
                }
            } catch (IOException e) {
                // closed
            }
        });
        var last = new AtomicLong(-1);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(700))
                .until(() -> sent.get() > 0 && last.getAndSet(sent.get()) == sent.get());
        return sender;
    }
}
