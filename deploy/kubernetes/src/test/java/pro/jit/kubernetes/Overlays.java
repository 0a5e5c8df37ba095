package pro.jit.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The overlays as {@code kubectl kustomize} renders them. Each is rendered once, the development overlay with secrets just drawn. */
final class Overlays {
    static final String DEVELOPMENT = "development";
    static final String PRODUCTION = "production";
    static final String PRODUCTION_GATEWAY_API = "production-gateway-api";

    private static final Map<String, List<Document>> RENDERED = new ConcurrentHashMap<>();

    private Overlays() {}

    /** The folders there are, so that a new one is tested too. */
    static Stream<String> all() throws IOException {
        try (var folders = Files.list(Path.of("overlays"))) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    static Stream<String> production() throws IOException {
        return all().filter(overlay -> overlay.startsWith(PRODUCTION));
    }

    /** What would be applied. The test is skipped where there is no {@code kubectl}. */
    static List<Document> render(String overlay) {
        assumeTrue(
                isThere("kubectl"),
                "kubectl is not on the PATH. Install it (1.30 or later, which renders with kustomize 5) to test the manifests.");
        return RENDERED.computeIfAbsent(overlay, Overlays::kustomize);
    }

    private static List<Document> kustomize(String overlay) {
        try {
            var copy = copyOfManifests();
            if (overlay.equals(DEVELOPMENT)) {
                run(copy.resolve("overlays/development/make-secrets.sh").toString());
            }
            return Document.parseAll(run(
                    "kubectl",
                    "kustomize",
                    copy.resolve("overlays").resolve(overlay).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Under target: nothing is written beside the sources, and secrets somebody has drawn there are not used. */
    private static Path copyOfManifests() throws IOException {
        var copy = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "manifests")
                .toAbsolutePath();
        for (var part : List.of("base", "components", "overlays")) {
            try (var files = Files.walk(Path.of(part))) {
                for (var file : (Iterable<Path>)
                        files.filter(file -> !file.startsWith("overlays/development/secrets"))::iterator) {
                    Files.copy(file, copy.resolve(file.toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return copy;
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(String... command) throws IOException {
        var errors = Files.createTempFile("stderr", ".txt");
        try {
            var process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(errors));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(errors);
        }
    }
}
