package pro.jit.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of the services as they were built, by the command that writes them, with a JRE cut from the JDK that runs this, and a cache of a training run of each. */
class ServiceImageIT {
    private static final Instant CREATED = Instant.parse("2026-11-24T00:00:00Z");

    private static Path shared;
    private static Path jre;

    @BeforeAll
    static void linkJre(@TempDir Path folder) throws IOException {
        shared = folder;
        jre = Jre.link(shared.resolve("jre"));
        Files.writeString(noCache(), "none");
    }

    @ParameterizedTest
    @CsvSource({"auth-gateway,8080", "org-sync-service,8081", "permission-service,8082"})
    void startsTheServiceWithItsCache(String service, int port, @TempDir Path folder) throws Exception {
        var tar = written(service, port);

        var config = tar.config();
        assertThat(config.at("/os").asText()).isEqualTo("linux");
        assertThat(config.at("/created").asText()).isEqualTo("2026-11-24T00:00:00Z");
        assertThat(config.at("/config/User").asText()).isEqualTo("10001:10001");
        assertThat(config.at("/config/ExposedPorts").has(port + "/tcp")).isTrue();
        assertThat(config.at("/config/WorkingDir").asText()).isEqualTo("/app");
        assertThat(config.at("/config/Labels/org.opencontainers.image.title").asText())
                .isEqualTo(service);
        assertThat(config.at("/config/Labels/org.opencontainers.image.version").asText())
                .isEqualTo("0.1.0");
        assertThat(config.at("/rootfs/diff_ids")).hasSize(5);

        var root = folder.resolve("root");
        tar.unpack(root);
        var entryPoint = strings(config.at("/config/Entrypoint"));
        // A JVM that is told it must have its cache does not start with one that does not fit.
        var said = run(root, entryPoint, Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on"));

        assertThat(said).contains(service + " does not start").contains("JIT_PUBLIC_ORIGIN", "JIT_DB_URL");
        assertThat(topLevel(root)).isSubsetOf("app", "opt", "tmp", "lib", "lib64", "usr");

        Files.setLastModifiedTime(root.resolve("app/quarkus-run.jar"), FileTime.from(Instant.EPOCH));
        assertThat(run(root, entryPoint, Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on")))
                .doesNotContain(service + " does not start");
        assertThat(run(root, entryPoint, Map.of())).contains(service + " does not start");
    }

    @Test
    void aCacheIsKeptForTheSameFilesAlone(@TempDir Path folder) throws IOException {
        var app = quarkusApp("permission-service");
        var first = AotCache.keptIn(shared.resolve("aot"), app, jre);
        var made = Files.getLastModifiedTime(first);
        assertThat(AotCache.keptIn(shared.resolve("aot"), app, jre)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(made);

        var copy = folder.resolve("copy");
        copy(app, copy, FileTime.from(Instant.EPOCH));
        Files.delete(copy.resolve("quarkus/quarkus-application.dat"));
        assertThatThrownBy(() -> AotCache.keptIn(shared.resolve("aot"), copy, jre))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The service did not start. It said:");
    }

    @Test
    void theSameFilesGiveTheSameImageWheneverTheyWereBuilt(@TempDir Path folder) throws IOException {
        var app = quarkusApp("permission-service");
        var first = image(app).writeTo(folder.resolve("first.tar"), folder.resolve("cache-1"));

        var copy = folder.resolve("copy");
        copy(app, copy, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        var second = image(copy).writeTo(folder.resolve("second.tar"), folder.resolve("cache-2"));

        assertThat(second).isEqualTo(first).startsWith("sha256:");
        assertThat(Files.mismatch(folder.resolve("first.tar"), folder.resolve("second.tar")))
                .isEqualTo(-1);
    }

    @Test
    void anotherFileGivesAnotherImage(@TempDir Path folder) throws IOException {
        var app = quarkusApp("permission-service");
        var first = image(app).writeTo(folder.resolve("first.tar"), shared.resolve("layers"));

        var copy = folder.resolve("copy");
        copy(app, copy, FileTime.from(Instant.EPOCH));
        Files.writeString(copy.resolve("app/more.txt"), "more");

        assertThat(image(copy).writeTo(folder.resolve("second.tar"), shared.resolve("layers")))
                .isNotEqualTo(first);
    }

    @Test
    void whatIsNoServiceAndNoJreIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> image(empty)).hasMessageContaining("build the service first");
        assertThatThrownBy(() ->
                        new ServiceImage("jit/x:1", quarkusApp("auth-gateway"), empty, noCache(), 80, Instant.EPOCH))
                .hasMessageContaining("holds no bin/java");
        assertThatThrownBy(() ->
                        new ServiceImage("jit/x:1", quarkusApp("auth-gateway"), jre, noCache(), 65536, Instant.EPOCH))
                .hasMessage("No port: 65536");
        var nothing = empty.resolve("app.aot");
        assertThatThrownBy(
                        () -> new ServiceImage("jit/x:1", quarkusApp("auth-gateway"), jre, nothing, 80, Instant.EPOCH))
                .hasMessage("No AOT cache: " + nothing);
    }

    private static ServiceImage image(Path app) {
        return new ServiceImage("jit/permission-service:0.1.0", app, jre, noCache(), 8082, CREATED);
    }

    /** A file in its place, where no service is started. */
    private static Path noCache() {
        return shared.resolve("none.aot");
    }

    /** As its user writes it, on a machine that has nothing yet of what the jar brings along. */
    private static ImageTar written(String service, int port) throws Exception {
        var tar = shared.resolve(service + ".tar");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dot.epg.working-dir=" + shared.resolve("postgres"),
                        "-jar",
                        Path.of("target", "jit-images.jar").toString(),
                        "--app",
                        quarkusApp(service).toString(),
                        "--name",
                        "jit/" + service + ":0.1.0",
                        "--port",
                        String.valueOf(port),
                        "--jre",
                        jre.toString(),
                        "--output",
                        tar.toString())
                .redirectErrorStream(true);
        builder.environment().put("SOURCE_DATE_EPOCH", String.valueOf(CREATED.getEpochSecond()));
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).containsPattern("(?m)^sha256:[0-9a-f]{64}  .*" + service + "\\.tar$");
        return new ImageTar(tar);
    }

    private static Path quarkusApp(String service) {
        return Path.of("..", "..", service, "target", "quarkus-app")
                .toAbsolutePath()
                .normalize();
    }

    /** Runs the entry point out of the unpacked image, by its own loader and C library, with no more environment than is given. */
    private static String run(Path root, List<String> entryPoint, Map<String, String> environment) throws Exception {
        var libraries = new TreeSet<String>();
        Path loader;
        try (var files = Files.walk(root)) {
            var found = files.filter(file -> !file.startsWith(root.resolve("opt")))
                    .filter(file -> file.getFileName().toString().contains(".so"))
                    .toList();
            found.forEach(library -> libraries.add(library.resolveSibling("").toString()));
            loader = found.stream()
                    .filter(file -> file.getFileName().toString().startsWith("ld-linux"))
                    .findFirst()
                    .orElseThrow();
        }
        var command = new ArrayList<>(
                List.of(loader.toString(), "--inhibit-cache", "--library-path", String.join(":", libraries)));
        entryPoint.forEach(part -> command.add(part.replaceFirst("^(-XX:AOTCache=)?/", "$1" + root + "/")));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(root.resolve("app").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        return said;
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> topLevel(Path root) throws IOException {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void copy(Path from, Path to, FileTime time) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                    Files.setLastModifiedTime(target, time);
                }
            }
        }
    }
}
