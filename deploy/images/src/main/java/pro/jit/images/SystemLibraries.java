package pro.jit.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shared libraries of this machine that a JRE needs beside its own: the C library and its loader. There is nothing else in the image. */
final class SystemLibraries {
    /** {@code libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)}, or the loader's {@code /lib64/ld-linux-x86-64.so.2 (0x…)}. */
    private static final Pattern FOUND = Pattern.compile("^\\s*(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)$");

    private static final Pattern MISSING = Pattern.compile("^\\s*(\\S+) => not found$");

    /** Of the desktop: a server has no use for what these link to. */
    private static final Pattern DESKTOP =
            Pattern.compile("lib(awt.*|fontmanager|freetype|jawt|jsound|lcms|javajpeg|mlib_image|splashscreen)\\.so");

    private SystemLibraries() {}

    /**
     * Those that the JRE's programs and libraries are linked to, by the path under which the loader looks for them; values are the files themselves.
     *
     * @throws IOException where {@code ldd} is not there or a library is not found
     */
    static Map<Path, Path> of(Path jre) throws IOException {
        var needed = new TreeMap<Path, Path>();
        var linked = linked(jre);
        var own = linked.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        for (var file : linked) {
            for (var line : ldd(file).lines().toList()) {
                var missing = MISSING.matcher(line);
                // Of the JRE's own some are found only by what is loaded before.
                if (missing.matches() && !own.contains(missing.group(1))) {
                    throw new IOException(file + ":" + line);
                }
                var library = FOUND.matcher(line);
                if (library.matches()
                        && !own.contains(Path.of(library.group(1)).getFileName().toString())) {
                    needed.put(
                            Path.of(library.group(1)), Path.of(library.group(1)).toRealPath());
                }
            }
        }
        return needed;
    }

    private static List<Path> linked(Path jre) throws IOException {
        var all = new ArrayList<Path>();
        all.add(jre.resolve("bin/java"));
        try (var files = Files.walk(jre.resolve("lib"))) {
            files.filter(file -> file.toString().endsWith(".so"))
                    .filter(file ->
                            !DESKTOP.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .forEach(all::add);
        }
        return all;
    }

    private static String ldd(Path file) throws IOException {
        var process = new ProcessBuilder("ldd", file.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("ldd " + file + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }
}
