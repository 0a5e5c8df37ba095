package pro.jit.gateway.console.pages;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A file of the console's pages.
 *
 * @param gzipped the same compressed (RFC 1952); null where that is no shorter
 * @param type its media type
 */
record PageFile(Buffer content, @Nullable Buffer gzipped, String type) {}
