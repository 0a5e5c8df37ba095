package pro.jit.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** A JRE with the modules the services use, cut from the running JDK by jlink. */
final class Jre {
    /** What a JRE has, without the desktop's and the compilers' tools. */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.compiler",
            "java.datatransfer",
            "java.desktop",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.prefs",
            "java.rmi",
            "java.scripting",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.sql.rowset",
            "java.transaction.xa",
            "java.xml",
            "java.xml.crypto",
            "jdk.crypto.cryptoki",
            "jdk.jfr",
            "jdk.localedata",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.security.auth",
            "jdk.security.jgss",
            "jdk.unsupported",
            "jdk.zipfs");

    private Jre() {}

    /** In the folder of the output; one that is there already, of the same JDK, is used again. */
    static Path linkedBeside(Path output) throws IOException {
        var folder = output.toAbsolutePath().resolveSibling("jre-" + Runtime.version());
        return Files.isDirectory(folder) ? folder : link(folder);
    }

    /**
     * Links into a folder that does not exist yet.
     *
     * @throws IOException where the running JDK has no jlink, or jlink fails
     */
    static Path link(Path folder) throws IOException {
        var jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(
                        () -> new IOException("This Java has no jlink. Run with a JDK, or name a JRE with --jre."));
        int code = jlink.run(
                System.out,
                System.err,
                "--add-modules",
                String.join(",", MODULES),
                "--no-header-files",
                "--no-man-pages",
                "--strip-java-debug-attributes",
                "--compress=zip-0",
                "--output",
                folder.toString());
        if (code != 0) {
            throw new IOException("jlink failed with code " + code);
        }
        return folder;
    }
}
