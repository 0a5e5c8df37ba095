package pro.jit.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A server program of the machine, which {@code ./jit test} installs. */
public final class InstalledProgram {
    private InstalledProgram() {}

    /**
     * Where it is.
     *
     * @param name of the program
     * @param debianPackage what brings it
     */
    public static String path(String name, String debianPackage) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new IllegalStateException(name
                        + " is not installed, which this test runs: ./jit test installs it, as does apt-get install "
                        + debianPackage));
    }
}
