package pro.jit.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads an image's tar as {@code docker load} does. */
record ImageTar(Path file) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The one image of the manifest. */
    JsonNode manifest() throws IOException {
        return JSON.readTree(read("manifest.json")).path(0);
    }

    /** The image's configuration (OCI image-spec, config.md). */
    JsonNode config() throws IOException {
        return JSON.readTree(read(manifest().path("Config").asText()));
    }

    /** Lays the layers over one another in a folder, with who may execute what, and of what time it is. */
    void unpack(Path root) throws IOException {
        for (var layer : manifest().path("Layers")) {
            try (var tar = open(layer.asText());
                    var files = new TarArchiveInputStream(new GZIPInputStream(tar))) {
                for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                    var target = root.resolve(entry.getName()).normalize();
                    if (entry.isDirectory()) {
                        Files.createDirectories(target);
                    } else {
                        Files.createDirectories(target.getParent());
                        Files.copy(files, target);
                        if ((entry.getMode() & 0111) != 0 && !target.toFile().setExecutable(true)) {
                            throw new IOException(target + " cannot be made executable");
                        }
                        Files.setLastModifiedTime(target, entry.getLastModifiedTime());
                    }
                }
            }
        }
    }

    private byte[] read(String name) throws IOException {
        try (var stream = open(name)) {
            return stream.readAllBytes();
        }
    }

    private InputStream open(String name) throws IOException {
        var tar = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.getName().equals(name)) {
                return tar;
            }
        }
        tar.close();
        throw new IOException("No " + name + " in " + file);
    }
}
