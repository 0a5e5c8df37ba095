package pro.jit.orgsync.directory;

import java.util.List;

/**
 * Some of what was looked for.
 *
 * @param total how many there are
 */
public record Slice<T>(List<T> items, long total) {
    public Slice {
        items = List.copyOf(items);
    }
}
