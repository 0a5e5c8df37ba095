package pro.jit.gateway.console.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the console's pages, as they were packaged. Each is read and compressed once and kept: at most 1 000, which is more than there are, for as
 * long as the service runs.
 */
@ApplicationScoped
class PageFiles {
    private static final String FOLDER = "META-INF/resources/console/";

    /** No segment is empty or begins with a dot, so none leads out of the folder. Possessive: what tries again needs more stack with each segment. */
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*+(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*+)*+");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=UTF-8",
            "js", "text/javascript; charset=UTF-8",
            "css", "text/css; charset=UTF-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2");

    private final Cache<String, PageFile> files =
            Caffeine.newBuilder().maximumSize(1_000).build();

    /** Whether {@link #find} answers from memory, without reading. */
    boolean isRemembered(String name) {
        return files.getIfPresent(name) != null;
    }

    /**
     * The file of this name, such as {@code assets/index-1a2b3c.js}.
     *
     * @return empty if there is none, or none of a kind that is served
     */
    Optional<PageFile> find(String name) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(files.get(name, unread -> read(FOLDER + unread, type)));
    }

    private static @Nullable PageFile read(String resource, String type) {
        try (var stream = PageFiles.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                return null;
            }
            var content = stream.readAllBytes();
            var gzipped = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(gzipped)) {
                gzip.write(content);
            }
            return new PageFile(
                    Buffer.buffer(content),
                    gzipped.size() < content.length ? Buffer.buffer(gzipped.toByteArray()) : null,
                    type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
