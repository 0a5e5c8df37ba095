package pro.jit.images;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which files of a JRE and of a service an image holds, where, and of what time. */
final class ImageFiles {
    static final String JRE = "/opt/java";
    static final String APP = "/app";

    /** The time of every file in an image. */
    static final Instant TIME = Instant.ofEpochSecond(1);

    /** What changes least comes first: an update of the service alone moves a small layer. */
    static final List<String> LIBRARIES = List.of("lib");

    static final List<String> APPLICATION = List.of("quarkus-run.jar", "quarkus", "app");

    private ImageFiles() {}

    /**
     * Looks whether these are a JRE and a service.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    static void requireThere(Path jre, Path app) {
        if (!Files.isRegularFile(app.resolve("quarkus-run.jar"))) {
            throw new IllegalArgumentException(app + " holds no quarkus-run.jar: build the service first");
        }
        if (!Files.isExecutable(jre.resolve("bin/java"))) {
            throw new IllegalArgumentException(jre + " holds no bin/java");
        }
    }

    /** The files in some parts of a folder, each itself a file or a folder, in the order of their names; {@code ""} is all of it. */
    static List<Path> in(Path folder, List<String> parts) throws IOException {
        var all = new ArrayList<Path>();
        for (var part : parts) {
            try (var files = Files.walk(folder.resolve(part), FileVisitOption.FOLLOW_LINKS)) {
                files.filter(Files::isRegularFile).sorted().forEach(all::add);
            }
        }
        return all;
    }

    /** Lays a JRE and a service out below a folder as they are in an image. */
    static void layOut(Path jre, Path app, Path root) throws IOException {
        copy(jre, List.of(""), root.resolve(JRE.substring(1)));
        copy(app, LIBRARIES, root.resolve(APP.substring(1)));
        copy(app, APPLICATION, root.resolve(APP.substring(1)));
    }

    private static void copy(Path from, List<String> parts, Path to) throws IOException {
        for (var file : in(from, parts)) {
            var target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.resolveSibling(""));
            Files.copy(file, target);
            if (Files.isExecutable(file) && !target.toFile().setExecutable(true, false)) {
                throw new IOException(target + " cannot be made executable");
            }
            Files.setLastModifiedTime(target, FileTime.from(TIME));
        }
    }
}
