package pro.jit.orgsync.listing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.problem.ProblemException;

/**
 * One page of a list in our APIs.
 *
 * @param nextCursor opaque; null on the last page
 */
public record ListPage<T>(List<T> items, @Nullable String nextCursor) {
    public ListPage {
        items = List.copyOf(items);
    }

    /**
     * A page of what was read.
     *
     * @param read up to {@code limit + 1} items; the one too many shows that there are more
     * @param position by which the next page continues after an item
     */
    public static <T> ListPage<T> of(List<T> read, int limit, Function<T, List<String>> position) {
        if (read.size() <= limit) {
            return new ListPage<>(read, null);
        }
        var last = position.apply(read.get(limit - 1));
        var cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", last).getBytes(StandardCharsets.UTF_8));
        return new ListPage<>(read.subList(0, limit), cursor);
    }

    /** {@code ?limit=}, 1 to 200. */
    public static int limit(String limit) {
        try {
            var wanted = Integer.parseInt(limit);
            if (wanted >= 1 && wanted <= 200) {
                return wanted;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw ProblemException.invalid("limit", "must be 1 to 200");
    }

    /** What {@code ?cursor=} says, which must be {@code parts} long, or {@code first} without one. Only the last part may have several lines. */
    public static List<String> position(@Nullable String cursor, int parts, List<String> first) {
        if (cursor == null || cursor.isEmpty()) {
            return first;
        }
        try {
            var position = List.of(
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", parts));
            if (position.size() == parts && position.stream().noneMatch(part -> part.indexOf(0) >= 0)) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            // told below, like a cursor of another list
        }
        throw ProblemException.invalid("cursor", "is not one of this list");
    }
}
