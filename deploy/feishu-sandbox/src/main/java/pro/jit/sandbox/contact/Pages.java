package pro.jit.sandbox.contact;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.token.RandomText;
import pro.jit.sandbox.token.Remembered;

/** Cuts lists into pages. A page token is opaque, belongs to one list, and stands for a place, so that nobody is skipped when others leave. */
public final class Pages {
    /** UNCONFIRMED (contract §5.3) that tokens of the contact reads do not end: Feishu's documents say of no end. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    // Nearly four times as many as the pages of the largest company have. With the usual bound they hold so much memory
    // that the collector never rests.
    private static final int MOST_TOKENS = 20_000;

    private final RandomText random;
    private final Clock clock;
    private final Duration life;
    private final int unknownToken;
    private final int foreignToken;
    private final Remembered<Place> places = new Remembered<>(MOST_TOKENS);

    private record Place(String list, int after, Instant end) {}

    /** One page, and whether there is more. */
    public record Page<T>(List<T> items, boolean hasMore, String nextToken) {
        /** {@code items}, {@code has_more} and, only while there is more, {@code page_token}. */
        public JsonObject toJson(Function<T, ?> shape) {
            var array = new JsonArray();
            items.forEach(one -> array.add(shape.apply(one)));
            var body = new JsonObject().put("has_more", hasMore);
            if (hasMore) {
                body.put("page_token", nextToken);
            }
            return body.put("items", array);
        }
    }

    /** Pages as the contact reads cut them. */
    Pages(RandomText random) {
        this(random, Clock.systemUTC(), FOR_EVER, 40012, 40012);
    }

    /**
     * Other pages.
     *
     * @param life how long a token is good
     * @param unknownToken refuses a token that was never given, or is not good any more
     * @param foreignToken refuses a token of another list
     */
    public Pages(RandomText random, Clock clock, Duration life, int unknownToken, int foreignToken) {
        this.random = random;
        this.clock = clock;
        this.life = life;
        this.unknownToken = unknownToken;
        this.foreignToken = foreignToken;
    }

    /** A list that need not be put together to read a page of it. */
    interface Source<T> {
        /** The first {@code limit} items beyond this place, in ascending order. */
        List<T> after(int place, int limit);
    }

    /** The page of a list that is at hand, in ascending order of {@code place}. */
    public <T> Page<T> cut(
            ApiCall call, String list, List<T> all, ToIntFunction<T> place, int defaultSize, int maximum) {
        Source<T> source = (after, limit) -> all.stream()
                .filter(item -> place.applyAsInt(item) > after)
                .limit(limit)
                .toList();
        return cut(call, list, source, place, defaultSize, maximum);
    }

    /**
     * The page that the call asks for.
     *
     * @param list names the list; a token of another list is refused
     */
    <T> Page<T> cut(ApiCall call, String list, Source<T> all, ToIntFunction<T> place, int defaultSize, int maximum) {
        var size = size(call, defaultSize, maximum);
        var sent = call.query("page_token").filter(token -> !token.isEmpty());
        int after = sent.map(token -> after(list, token)).orElse(Integer.MIN_VALUE);
        var found = all.after(after, size + 1);
        var items = found.subList(0, Math.min(size, found.size()));
        var page = items.size() == found.size()
                ? new Page<>(items, false, "")
                : new Page<>(items, true, token(list, place.applyAsInt(items.getLast())));
        return switch (call.pageFault().orElse(null)) {
            case null -> page;
            case TOKEN_AGAIN ->
                sent.map(token -> new Page<>(items, true, token)).orElse(page);
            case SAME_PAGE -> new Page<>(items, true, token(list, after));
            case EMPTY, NO_ITEMS -> new Page<>(List.of(), true, token(list, after));
        };
    }

    private String token(String list, int after) {
        var token = random.urlSafe(36);
        places.put(token, new Place(list, after, clock.instant().plus(life)));
        return token;
    }

    private int after(String list, String token) {
        var place = places.get(token)
                .filter(known -> clock.instant().isBefore(known.end()))
                .orElseThrow(() -> invalid(unknownToken));
        if (!place.list().equals(list)) {
            throw invalid(foreignToken);
        }
        return place.after();
    }

    private static ApiFailure invalid(int code) {
        return new ApiFailure(code, 400, "page_token is invalid");
    }

    /** UNCONFIRMED (contract §12.10) whether a size beyond the maximum is refused with this number or 40011. */
    private static int size(ApiCall call, int defaultSize, int maximum) {
        var text = call.query("page_size").filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return defaultSize;
        }
        var outside = ApiFailure.field("page_size", text.get(), "page_size must be between 1 and " + maximum);
        try {
            var size = Integer.parseInt(text.get());
            if (size < 1 || size > maximum) {
                throw outside;
            }
            return size;
        } catch (NumberFormatException e) {
            throw outside;
        }
    }
}
