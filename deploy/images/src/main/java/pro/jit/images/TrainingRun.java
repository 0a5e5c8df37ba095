package pro.jit.images;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import pro.jit.local.server.Database;
import pro.jit.local.server.FreePort;
import pro.jit.local.server.KafkaServer;
import pro.jit.local.server.PostgresServer;

/**
 * One start of a service, as in an image, with a PostgreSQL and a Kafka of its own, some requests, and a stop in order, from which its JVM leaves an
 * {@link AotCache}. Nothing of it is kept but that: the secrets are drawn for the run, the servers are empty and end with it.
 */
final class TrainingRun {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofMinutes(3);
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final int ROUNDS = 3;

    /** Of all services: what is another's is a 404 here, which a service has to be able to say as well. */
    private static final List<String> REQUESTS = List.of(
            "/q/health/live",
            "/q/health/ready",
            "/q/metrics",
            "/.well-known/openid-configuration",
            "/.well-known/authzen-configuration",
            "/.well-known/jwks.json",
            "/console/",
            "/nobody/nothing/login",
            "/api/org/organizations",
            "/api/permission/directory",
            "/scim/v2/ServiceProviderConfig");

    private final URI origin = URI.create("http://localhost:" + FreePort.find());
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path folder;

    private TrainingRun(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the cache of a service with a JRE and writes it to a file.
     *
     * @throws IOException where the service does not start or leaves no cache; the message has what it said
     */
    static void write(Path app, Path jre, Path cache) throws IOException {
        ImageFiles.requireThere(jre, app);
        var folder = Files.createTempDirectory("training");
        try {
            var run = new TrainingRun(folder);
            ImageFiles.layOut(jre, app, run.root());
            run.writeTo(cache.toAbsolutePath());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private Path root() {
        return folder.resolve("root");
    }

    private void writeTo(Path cache) throws IOException, InterruptedException {
        try (var postgres = PostgresServer.start(folder.resolve("postgres"), 0);
                var kafka = KafkaServer.start(folder.resolve("kafka"), 0, 0)) {
            var service = start(cache, settings(postgres.database("training"), kafka.bootstrapServers()));
            try {
                awaitLife(service);
                Thread.sleep(SETTLE);
                for (int round = 0; round < ROUNDS; round++) {
                    for (var request : REQUESTS) {
                        get(request);
                    }
                }
                service.destroy();
                if (!service.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                    throw failure("The service did not end");
                }
            } finally {
                service.destroyForcibly();
            }
        }
        if (!Files.isRegularFile(cache)) {
            throw failure("The service left no AOT cache");
        }
    }

    private Process start(Path cache, Map<String, String> settings) throws IOException {
        var app = root().resolve(ImageFiles.APP.substring(1));
        var service = new ProcessBuilder(
                        root().resolve(ImageFiles.JRE.substring(1))
                                .resolve("bin/java")
                                .toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:AOTCacheOutput=" + cache,
                        "-jar",
                        app.resolve("quarkus-run.jar").toString())
                .directory(app.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        service.environment().clear();
        service.environment().putAll(settings);
        return service.start();
    }

    /** What any of the services must be told; what is not for it, it does not look at. */
    private Map<String, String> settings(Database database, String kafka) {
        return Map.ofEntries(
                Map.entry("LANG", "C.UTF-8"),
                Map.entry("QUARKUS_HTTP_HOST", "localhost"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(origin.getPort())),
                Map.entry("JIT_PUBLIC_ORIGIN", origin.toString()),
                Map.entry("JIT_GATEWAY_BASE_URL", origin.toString()),
                Map.entry("JIT_ORG_SYNC_BASE_URL", origin.toString()),
                Map.entry("JIT_PERMISSION_BASE_URL", origin.toString()),
                Map.entry("JIT_DB_URL", database.jdbcUrl()),
                Map.entry("JIT_DB_USER", database.username()),
                Map.entry("JIT_DB_PASSWORD", database.password()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka),
                Map.entry("JIT_ENCRYPTION_KEYS", "1:" + Base64.getEncoder().encodeToString(random())),
                Map.entry("JIT_CONSOLE_ADMIN_PASSWORD", secret()),
                Map.entry("JIT_CLIENT_OPERATOR_SECRET", secret()),
                Map.entry("JIT_CLIENT_ORG_SYNC_SERVICE_SECRET", secret()),
                Map.entry("JIT_CLIENT_PERMISSION_SERVICE_SECRET", secret()));
    }

    private void awaitLife(Process service) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(START);
        while (get("/q/health/live") != 200) {
            if (!service.isAlive() || Instant.now().isAfter(deadline)) {
                throw failure("The service did not start");
            }
            Thread.sleep(Duration.ofMillis(100));
        }
    }

    /** The status; 0 where there was no answer. */
    private int get(String path) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(origin.resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private IOException failure(String what) throws IOException {
        return new IOException(what + ". It said:\n" + Files.readString(log(), StandardCharsets.UTF_8));
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random());
    }

    private static byte[] random() {
        var value = new byte[32];
        new SecureRandom().nextBytes(value);
        return value;
    }
}
