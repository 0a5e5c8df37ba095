package pro.jit.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * What one image is made of. The same files give the same digest: they are all of the {@linkplain ImageFiles#TIME same time}, and the order is by name.
 *
 * @param name repository and tag, e.g. {@code jit/auth-gateway:0.1.0}
 * @param app the service's {@code target/quarkus-app}
 * @param jre a JRE for Linux, of this machine's architecture
 * @param aotCache the {@link AotCache} of that service with that JRE
 * @param port the port the service listens on
 * @param created the time the image says it was made
 */
record ServiceImage(String name, Path app, Path jre, Path aotCache, int port, Instant created) {
    /** User and group of the process, as in the Deployments. Numeric, so that Kubernetes can see that it is not root. */
    static final String USER = "10001:10001";

    static final String JAVA = ImageFiles.JRE + "/bin/java";
    private static final String CACHE = ImageFiles.APP + "/app.aot";
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

    ServiceImage {
        ImageFiles.requireThere(jre, app);
        if (!Files.isRegularFile(aotCache)) {
            throw new IllegalArgumentException("No AOT cache: " + aotCache);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("No port: " + port);
        }
    }

    /**
     * Writes the tar, in the format of {@code docker save}.
     *
     * @param cache keeps layers that are the same for the next image; made where it is not there
     * @return the image's digest, {@code sha256:…}
     */
    String writeTo(Path tar, Path cache) throws IOException {
        var empty = Files.createTempDirectory("empty");
        try {
            var image = Jib.fromScratch()
                    .setPlatforms(Set.of(new Platform(architecture(), "linux")))
                    .setCreationTime(created)
                    .setUser(USER)
                    .setWorkingDirectory(AbsoluteUnixPath.get(ImageFiles.APP))
                    .setEntrypoint(List.of(JAVA, "-XX:AOTCache=" + CACHE, "-jar", ImageFiles.APP + "/quarkus-run.jar"))
                    .setEnvironment(Map.of("LANG", "C.UTF-8", "PATH", ImageFiles.JRE + "/bin"))
                    .setExposedPorts(Set.of(Port.tcp(port)))
                    .setLabels(Map.of(
                            "org.opencontainers.image.title", title(),
                            "org.opencontainers.image.version", version(),
                            "org.opencontainers.image.licenses", "Apache-2.0"))
                    .addFileEntriesLayer(system(empty))
                    .addFileEntriesLayer(layer("jre", jre, ImageFiles.JRE, List.of("")))
                    .addFileEntriesLayer(layer("libraries", app, ImageFiles.APP, ImageFiles.LIBRARIES))
                    .addFileEntriesLayer(layer("application", app, ImageFiles.APP, ImageFiles.APPLICATION))
                    .addFileEntriesLayer(FileEntriesLayer.builder()
                            .setName("cache")
                            .addEntry(
                                    aotCache,
                                    AbsoluteUnixPath.get(CACHE),
                                    FilePermissions.DEFAULT_FILE_PERMISSIONS,
                                    ImageFiles.TIME)
                            .build())
                    .containerize(Containerizer.to(TarImage.at(tar).named(name))
                            .setOfflineMode(true)
                            .setBaseImageLayersCache(cache)
                            .setApplicationLayersCache(cache)
                            .setToolName("jit-images"));
            return image.getDigest().toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException
                | RegistryException
                | CacheDirectoryCreationException
                | InvalidImageReferenceException e) {
            throw new IOException("The image was not written", e);
        } finally {
            Files.delete(empty);
        }
    }

    /** The C library, and a /tmp for where no volume is mounted there. */
    private FileEntriesLayer system(Path empty) throws IOException {
        var layer = FileEntriesLayer.builder().setName("system");
        layer.addEntry(empty, AbsoluteUnixPath.get("/tmp"), FilePermissions.fromOctalString("777"));
        for (var library : SystemLibraries.of(jre).entrySet()) {
            layer.addEntry(
                    library.getValue(), AbsoluteUnixPath.get(library.getKey().toString()), EXECUTABLE);
        }
        return layer.build();
    }

    /** A layer of some files or folders, with what is in them, below a folder of the image. */
    private static FileEntriesLayer layer(String name, Path root, String target, List<String> parts)
            throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        for (var file : ImageFiles.in(root, parts)) {
            layer.addEntry(
                    file.toRealPath(),
                    AbsoluteUnixPath.get(target).resolve(root.relativize(file)),
                    Files.isExecutable(file) ? EXECUTABLE : FilePermissions.DEFAULT_FILE_PERMISSIONS,
                    ImageFiles.TIME);
        }
        return layer.build();
    }

    private String title() {
        return name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf(':'));
    }

    private String version() {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case String other -> throw new IllegalStateException("No image for " + other);
        };
    }
}
