package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns pages until Feishu says that there are no more. A page that does not say so, or leads in a circle, ends the reading as failed. */
final class Pages {
    private static final int MOST = 100_000;

    private Pages() {}

    /**
     * Reads page after page.
     *
     * @param from the token of the page to begin with; null for the first
     * @param read the page of a page token; null for the first
     * @param use what to do with each page and the token of the one after it, which is null after the last
     * @return how many pages there were
     */
    static int each(
            @Nullable String from,
            Function<@Nullable String, JsonNode> read,
            BiConsumer<JsonNode, @Nullable String> use) {
        var seen = new HashSet<String>();
        var token = from;
        for (var pages = 1; pages <= MOST; pages++) {
            if (token != null && !seen.add(token)) {
                throw new FeishuUnavailable("The pages have no end");
            }
            var page = read.apply(token);
            token = next(page);
            use.accept(page, token);
            if (token == null) {
                return pages;
            }
        }
        throw new FeishuUnavailable("The pages have no end");
    }

    private static @Nullable String next(JsonNode page) {
        var more = page.path("has_more");
        if (!more.isBoolean()) {
            throw new FeishuUnavailable("A page does not say whether there are more");
        }
        if (!more.booleanValue()) {
            return null;
        }
        var token = page.path("page_token").asText("");
        if (token.isEmpty() || token.length() > 4096) {
            throw new FeishuUnavailable("The pages have no end");
        }
        return token;
    }

    /** The records of a page; Feishu leaves {@code items} out when there are none. */
    static JsonNode items(JsonNode page) {
        var items = page.path("items");
        if (!items.isArray() && !items.isMissingNode() && !items.isNull()) {
            throw new FeishuUnavailable("A page whose items are no list");
        }
        return items;
    }
}
