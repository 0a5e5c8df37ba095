package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where one stack keeps its state: databases, broker log, logs, secrets and {@code stack.json}. Readable by its owner only. */
final class StackDirectory {
    static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;

    StackDirectory(Path root) {
        this.root = root;
    }

    /** Makes the directory, closed to others. */
    void create() {
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(logs());
        } catch (IOException e) {
            throw new CommandFailure(
                    "The data directory " + root + " cannot be written. Choose another with --data.", e);
        }
    }

    Path root() {
        return root;
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String service) {
        return logs().resolve(service + ".log");
    }

    Path secrets() {
        return root.resolve("secrets.json");
    }

    Path description() {
        return root.resolve("stack.json");
    }

    /** There while a process is being restarted: the balancer before its service gives it no connections then. */
    Path leaving(String process) {
        return root.resolve("leaving-" + process);
    }

    /** What {@code stack.json} says; empty when no stack is ready. */
    Optional<JsonNode> readDescription() {
        return read(description());
    }

    Optional<JsonNode> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new CommandFailure(file + " is damaged. Remove it, or start afresh with './jit reset'.", e);
        }
    }

    /** Writes a file that only its owner can read, whole or not at all. */
    void write(Path file, JsonNode content) {
        try {
            var unfinished = Files.createTempFile(
                    root,
                    ".write",
                    ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }
}
