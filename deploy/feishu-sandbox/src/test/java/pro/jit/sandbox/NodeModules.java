package pro.jit.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** Feishu's Node SDK with what it needs, in the versions of {@code package-lock.json}, below {@code target}. */
final class NodeModules {
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path HOME = Path.of("target", "node");
    private static final String LOCK = "package-lock.json";

    private NodeModules() {}

    /** The folder with the scripts as they are now and the packages that they import, which are fetched when the lock has changed. */
    static synchronized Path installed() {
        try {
            Files.createDirectories(HOME);
            try (var sources = Files.list(SOURCES)) {
                for (var file : sources.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, HOME.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            var installedLock = HOME.resolve("installed-" + LOCK);
            if (!Files.exists(installedLock) || Files.mismatch(HOME.resolve(LOCK), installedLock) >= 0) {
                fetch();
                Files.copy(HOME.resolve(LOCK), installedLock, StandardCopyOption.REPLACE_EXISTING);
            }
            return HOME;
        } catch (IOException e) {
            throw new UncheckedIOException("Node 20 or later with npm is needed for these tests", e);
        }
    }

    private static void fetch() throws IOException {
        var log = HOME.resolve("npm.log");
        var npm = new ProcessBuilder("npm", "ci", "--prefer-offline")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroy();
                throw new IllegalStateException("npm ci did not succeed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            npm.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while npm ci ran", e);
        }
    }
}
