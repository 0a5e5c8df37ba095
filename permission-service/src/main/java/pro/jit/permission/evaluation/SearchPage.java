package pro.jit.permission.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.problem.ProblemException;

/**
 * Which part of a search's results is asked for.
 *
 * <p>A token says where the page before ended, how long pages are, and, by a hash, what was searched for: with another question, or another
 * limit, it is refused. It is no secret and grants nothing.
 *
 * @param limit 0 to {@value #LARGEST}
 * @param after the key of the last result of the page before; null for the first page
 * @param question a hash of all that must stay the same from page to page
 * @see <a href="https://openid.net/specs/authorization-api-1_0.html#name-pagination">Authorization API 1.0, pagination</a>
 */
record SearchPage(int limit, @Nullable String after, String question) {
    private static final int USUAL = 100;
    private static final int LARGEST = 1_000;
    private static final Pattern TOKEN = Pattern.compile("1\\.([0-9a-f]{32})\\.([0-9]{1,4})\\.(.{0,200})");
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** Reads {@code page}; a limit above the largest is the largest. */
    static SearchPage read(JsonNode body) {
        var page = Entities.optional(body, "page", "page");
        Entities.optional(page, "properties", "page.properties");
        var question = hash(body);
        var limit = limit(page.path("limit"));
        var token = page.path("token");
        if (token.isMissingNode()
                || token.isNull()
                || (token.isTextual() && token.textValue().isEmpty())) {
            return new SearchPage(limit == null ? USUAL : limit, null, question);
        }
        var known = token.isTextual() ? TOKEN.matcher(decode(token.textValue())) : TOKEN.matcher("");
        if (!known.matches()) {
            throw ProblemException.invalid("page.token", "is not one of ours");
        }
        if (!known.group(1).equals(question)) {
            throw ProblemException.invalid("page.token", "belongs to another search");
        }
        var before = Integer.parseInt(known.group(2));
        if (before > LARGEST || (limit != null && limit != before)) {
            throw ProblemException.invalid("page.limit", "is not that of the page before");
        }
        return new SearchPage(before, known.group(3).isEmpty() ? null : known.group(3), question);
    }

    /** How many results to find: one more than a page has tells that there is another page. */
    int atMost() {
        return limit + 1;
    }

    /** Whether a result of this key comes after the page before. */
    boolean isAfter(String key) {
        return after == null || key.compareTo(after) > 0;
    }

    /** The page of these results, of which there may be one more than the page has. */
    <T> SearchAnswer<T> of(List<T> found, Function<T, String> key) {
        if (found.size() <= limit) {
            return new SearchAnswer<>(new SearchAnswer.ResultPage("", found.size()), found);
        }
        var results = found.subList(0, limit);
        var last = results.isEmpty() ? after : key.apply(results.getLast());
        var token = "1." + question + "." + limit + "." + (last == null ? "" : last);
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        return new SearchAnswer<>(new SearchAnswer.ResultPage(encoded, results.size()), results);
    }

    private static @Nullable Integer limit(JsonNode limit) {
        if (limit.isMissingNode() || limit.isNull()) {
            return null;
        }
        if (!limit.isIntegralNumber() || limit.bigIntegerValue().signum() < 0) {
            throw ProblemException.invalid("page.limit", "is not a whole number from 0");
        }
        return limit.canConvertToInt() ? Math.min(limit.intValue(), LARGEST) : LARGEST;
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String hash(JsonNode body) {
        var parts = new LinkedHashMap<String, JsonNode>();
        for (var name : List.of("subject", "action", "resource", "context")) {
            parts.put(name, body.path(name));
        }
        parts.put("page.properties", body.path("page").path("properties"));
        try {
            // Through plain maps, whose entries can be written in order: an object's members have none.
            var sorted = SORTED.writeValueAsBytes(SORTED.convertValue(parts, Object.class));
            var digest = MessageDigest.getInstance("SHA-256").digest(sorted);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
