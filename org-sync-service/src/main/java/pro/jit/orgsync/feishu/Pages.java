package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns pages until Feishu says that there are no more. A page that does not say so, or leads in a circle, ends the reading as failed. */
final class Pages {
    private static final int MOST = 100_000;

    private Pages() {}

    /**
     * Reads page after page.
     *
     * @param read the page of a page token; null for the first
     * @param use what to do with each page
     * @return how many pages there were
     */
    static int each(Function<@Nullable String, JsonNode> read, Consumer<JsonNode> use) {
        var seen = new HashSet<String>();
        String token = null;
        for (var pages = 1; pages <= MOST; pages++) {
            var page = read.apply(token);
            var more = page.path("has_more");
            if (!more.isBoolean()) {
                throw new FeishuUnavailable("A page does not say whether there are more");
            }
            use.accept(page);
            if (!more.booleanValue()) {
                return pages;
            }
            token = page.path("page_token").asText("");
            if (token.isEmpty() || token.length() > 4096 || !seen.add(token)) {
                throw new FeishuUnavailable("The pages have no end");
            }
        }
        throw new FeishuUnavailable("The pages have no end");
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
