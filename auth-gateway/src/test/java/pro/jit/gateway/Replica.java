package pro.jit.gateway;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import pro.jit.local.server.FreePort;

/** A second gateway, the packaged one in a process of its own, over the database and Kafka of the one under test. */
public final class Replica implements AutoCloseable {
    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("JIT_PUBLIC_ORIGIN", "jit.public-origin"),
            Map.entry("JIT_DB_URL", "jit.db-url"),
            Map.entry("JIT_DB_USER", "jit.db-user"),
            Map.entry("JIT_DB_PASSWORD", "jit.db-password"),
            Map.entry("JIT_ENCRYPTION_KEYS", "jit.encryption-keys"),
            Map.entry("JIT_CLIENT_OPERATOR_SECRET", "jit.client.operator.secret"),
            Map.entry("JIT_CLIENT_ORG_SYNC_SERVICE_SECRET", "jit.client.org-sync-service.secret"),
            Map.entry("JIT_CLIENT_PERMISSION_SERVICE_SECRET", "jit.client.permission-service.secret"),
            Map.entry("JIT_CONSOLE_ADMIN_PASSWORD", "jit.console-admin-password"),
            Map.entry("KAFKA_BOOTSTRAP_SERVERS", "kafka.bootstrap.servers"));

    private final Process process;
    private final int port;

    private Replica(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Started and ready, with these properties beside what it has in common with the one under test. */
    public static Replica start(Path folder, String... properties) throws IOException {
        var port = FreePort.find();
        var arguments = new ArrayList<String>();
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.add("-Xmx256m");
        arguments.add("-Dquarkus.http.port=" + port);
        for (var property : properties) {
            arguments.add("-D" + property);
        }
        arguments.add("-jar");
        arguments.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        var command = new ProcessBuilder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        command.environment().clear();
        ENVIRONMENT.forEach((name, property) ->
                command.environment().put(name, ConfigProvider.getConfig().getValue(property, String.class)));
        var replica = new Replica(command.start(), port);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> given().port(port).get("/q/health/ready").statusCode() == 200);
        return replica;
    }

    /** What this replica says of a visitor of an application. */
    Response forwardAuth(TestApplication application, String sessionToken) {
        return given().port(port)
                .header("X-Original-Method", "GET")
                .header("X-Original-URL", Visitor.ORIGIN + application.path() + "/")
                .cookie("jit_session", sessionToken)
                .get("/forward-auth");
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** Asks it to stop, as Kubernetes does; answers whether it has, in that time. */
    public boolean stops(Duration patience) throws InterruptedException {
        process.destroy();
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
