package pro.jit.orgsync.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import pro.jit.local.server.FreePort;

/** Another replica of the service, the packaged one in a process of its own, with the database, Kafka and sandbox of the one under test. */
public final class Replica implements AutoCloseable {
    private static final List<String> SETTINGS = List.of(
            "jit.public-origin",
            "jit.gateway-base-url",
            "jit.db-url",
            "jit.db-user",
            "jit.db-password",
            "jit.encryption-keys",
            "jit.client-org-sync-service-secret",
            "jit.feishu.open-base-url",
            "jit.lark.open-base-url",
            "jit.outbox.replication-factor",
            "jit.feishu-client.requests-per-second",
            "jit.feishu-client.requests-per-minute",
            "kafka.bootstrap.servers");

    private final Process process;
    private final int port;

    private Replica(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * One that is ready.
     *
     * @param folder for its output
     * @param settings what it is told besides
     */
    public static Replica start(Path folder, Map<String, String> settings) throws IOException {
        var port = FreePort.find();
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output-" + port).toFile());
        command.environment().clear();
        SETTINGS.forEach(name -> command.environment()
                .put(variable(name), ConfigProvider.getConfig().getValue(name, String.class)));
        settings.forEach((name, value) -> command.environment().put(variable(name), value));
        var replica = new Replica(command.start(), port);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> given().port(port).get("/q/health/ready").statusCode() == 200);
        return replica;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it as the kernel would: it gets to do nothing more. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, and waits. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
