package pro.jit.orgsync.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Drops, repeats, truncates, reorders and fails pages at random; one answer in eight is spoilt. Silently it also forgets people, skips pages and says
 * too early that there are no more, which whoever reads cannot see.
 */
final class Spoiling {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ONE_IN = 8;

    private final Random random;
    private final List<Way> ways;
    /** The last answer about each list. */
    private final Map<String, Spoilt.Answer> answers = new HashMap<>();

    Spoiling(long seed, boolean silently) {
        this.random = new Random(seed);
        this.ways = Arrays.stream(Way.values())
                .filter(way -> silently || !way.silent)
                .toList();
    }

    private enum Way {
        CUT_CONNECTION(false),
        TRUNCATE_JSON(false),
        SERVER_ERROR(false),
        THROTTLE(false),
        FEISHU_ERROR(false),
        NO_DATA(false),
        REORDER_ITEMS(false),
        REPEAT_ITEMS(false),
        REPEAT_PAGE(false),
        HIDE_HAS_MORE(false),
        ITEMS_OF_WRONG_TYPE(false),
        FORGET_ITEMS(true),
        FORGET_ALL(true),
        SKIP_PAGE(true),
        END_EARLY(true);

        private final boolean silent;

        Way(boolean silent) {
            this.silent = silent;
        }
    }

    /** Asks for the page of a token. */
    interface Turn {
        Spoilt.Answer to(String token) throws IOException, InterruptedException;
    }

    /** The address of the page of this token. */
    static String turned(String target, String token) {
        var kept = Arrays.stream(target.split("&", -1))
                .filter(part -> !part.startsWith("page_token="))
                .collect(Collectors.joining("&"));
        return kept + "&page_token=" + token;
    }

    synchronized Spoilt next(String target, Spoilt.Answer answer, Turn turn) throws IOException, InterruptedException {
        var before = answers.put(turned(target, ""), answer);
        if (random.nextInt(ONE_IN) > 0) {
            return answer;
        }
        var way = ways.get(random.nextInt(ways.size()));
        return switch (way) {
            case CUT_CONNECTION -> new Spoilt.Cut();
            case TRUNCATE_JSON -> new Spoilt.Answer(200, Arrays.copyOf(answer.body(), answer.body().length / 2));
            case SERVER_ERROR -> said(502, "<html>Bad Gateway</html>");
            case THROTTLE -> said(429, "{\"code\":99991400,\"msg\":\"request trigger frequency limit\"}");
            case FEISHU_ERROR -> said(400, "{\"code\":40003,\"msg\":\"internal error\"}");
            case NO_DATA -> said(200, "{\"code\":0,\"msg\":\"success\"}");
            default -> page(answer, before, way, turn);
        };
    }

    private Spoilt page(Spoilt.Answer answer, Spoilt.@Nullable Answer before, Way way, Turn turn)
            throws IOException, InterruptedException {
        JsonNode page = JSON.readTree(answer.body());
        if (!(page.path("data") instanceof ObjectNode data) || !(data.path("items") instanceof ArrayNode items)) {
            return answer;
        }
        var next = data.path("page_token").asText("");
        switch (way) {
            case REORDER_ITEMS -> replace(items, List.of(), true);
            case REPEAT_ITEMS -> replace(items, copy(items), false);
            case REPEAT_PAGE -> {
                return before == null ? answer : before;
            }
            case HIDE_HAS_MORE -> data.remove("has_more");
            case ITEMS_OF_WRONG_TYPE -> data.put("items", "none");
            case FORGET_ITEMS -> items.remove(random.nextInt(Math.max(1, items.size())));
            case FORGET_ALL -> items.removeAll();
            case SKIP_PAGE -> {
                if (!next.isEmpty()) {
                    return turn.to(next);
                }
            }
            case END_EARLY -> data.put("has_more", false).remove("page_token");
            default -> throw new IllegalArgumentException(way.name());
        }
        return new Spoilt.Answer(answer.status(), JSON.writeValueAsBytes(page));
    }

    private void replace(ArrayNode items, List<JsonNode> more, boolean shuffled) {
        var all = new ArrayList<>(copy(items));
        all.addAll(more);
        if (shuffled) {
            Collections.shuffle(all, random);
        }
        items.removeAll().addAll(all);
    }

    private static List<JsonNode> copy(ArrayNode items) {
        var copy = new ArrayList<JsonNode>();
        items.forEach(copy::add);
        return copy;
    }

    private static Spoilt.Answer said(int status, String body) {
        return new Spoilt.Answer(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
