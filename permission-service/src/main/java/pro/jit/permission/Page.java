package pro.jit.permission;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.problem.ProblemException;

/**
 * Part of a list.
 *
 * @param nextCursor asks for what follows; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    private static final int USUAL = 50;
    private static final int LARGEST = 200;
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");

    public Page {
        items = List.copyOf(items);
    }

    /** The page of at most {@code limit} of these items, of which there may be one more than asked for. */
    public static <T> Page<T> of(List<T> items, int limit, Function<T, String> key) {
        if (items.size() <= limit) {
            return new Page<>(items, null);
        }
        var page = items.subList(0, limit);
        return new Page<>(page, encode(key.apply(page.getLast())));
    }

    /** The same page of other items, made one from one. */
    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), nextCursor);
    }

    /** Reads a {@code limit} parameter: {@value #USUAL} without one. */
    public static int limit(@Nullable String parameter) {
        if (parameter == null) {
            return USUAL;
        }
        var limit = LIMIT.matcher(parameter).matches() ? Integer.parseInt(parameter) : 0;
        if (limit < 1 || limit > LARGEST) {
            throw ProblemException.invalid("limit", "is not from 1 to " + LARGEST);
        }
        return limit;
    }

    /** The key a {@code cursor} parameter holds; null without one. */
    public static @Nullable String key(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "is not one of ours");
        }
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
