package pro.jit.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM has learned of a service in one start (JEP 483, 514, 515), kept for the next: classes loaded and linked, methods worth compiling. It fits the files it was made with
 * alone, laid out and dated as in an image. A JVM that finds others starts without it.
 *
 * <p>Two training runs do not give the same bytes. So a cache is kept by the digest of what it was made of: with it, the same files give the same image.
 */
final class AotCache {
    private AotCache() {}

    /**
     * The cache of a service: the one kept in the folder, or a new one.
     *
     * @throws IOException where the training run fails
     */
    static Path keptIn(Path folder, Path app, Path jre) throws IOException {
        ImageFiles.requireThere(jre, app);
        var kept = folder.resolve(digest(app, jre) + ".aot");
        if (!Files.isRegularFile(kept)) {
            Files.createDirectories(folder);
            var made = folder.resolve(kept.getFileName() + ".new");
            TrainingRun.write(app, jre, made);
            Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        return kept;
    }

    private static String digest(Path app, Path jre) throws IOException {
        var digest = sha256();
        add(digest, jre, List.of(""));
        add(
                digest,
                app,
                Stream.concat(ImageFiles.LIBRARIES.stream(), ImageFiles.APPLICATION.stream())
                        .toList());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path folder, List<String> parts) throws IOException {
        for (var file : ImageFiles.in(folder, parts)) {
            var name = folder.relativize(file) + " " + Files.size(file) + "\n";
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
