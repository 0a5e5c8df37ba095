package pro.jit.orgsync.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import pro.jit.orgsync.problem.ScimException;

/** Cuts a filter into words, JSON values and brackets. */
final class FilterTokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<bracket>[()\\[\\]])|(?<text>\"(?:[^\"\\\\]|\\\\.)*+\")|(?<word>[^\\s()\\[\\]\"]++))\\s*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    private final List<String> tokens;
    private int next;

    private FilterTokens(List<String> tokens) {
        this.tokens = tokens;
    }

    static FilterTokens of(String filter) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(filter);
        var end = 0;
        while (end < filter.length()) {
            matcher.region(end, filter.length());
            if (!matcher.lookingAt()) {
                throw ScimException.invalidFilter(
                        "The filter cannot be understood from character " + (end + 1) + " on.");
            }
            tokens.add(filter.substring(end, matcher.end()).strip());
            end = matcher.end();
        }
        return new FilterTokens(tokens);
    }

    boolean hasNext() {
        return next < tokens.size();
    }

    /** The next one, which stays; empty at the end. */
    String peek() {
        return hasNext() ? tokens.get(next) : "";
    }

    /** The one behind it; empty at the end. */
    String peekBehind() {
        return next + 1 < tokens.size() ? tokens.get(next + 1) : "";
    }

    String take() {
        if (!hasNext()) {
            throw ScimException.invalidFilter("The filter ends where something should follow.");
        }
        return tokens.get(next++);
    }

    /** Takes a word that does not matter in its case, if it comes next. */
    boolean takes(String word) {
        if (!peek().equalsIgnoreCase(word)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String token) {
        if (!takes(token)) {
            throw ScimException.invalidFilter("The filter lacks a " + token + ".");
        }
    }

    /** A text, a number, true, false or null. */
    JsonNode takeValue() {
        var token = take();
        if (token.startsWith("\"")
                || token.equals("true")
                || token.equals("false")
                || token.equals("null")
                || NUMBER.matcher(token).matches()) {
            try {
                var value = JSON.readTree(token);
                if (!value.isTextual() || isStorable(value.textValue())) {
                    return value;
                }
            } catch (JsonProcessingException e) {
                // told below, like everything that is no value
            }
        }
        throw ScimException.invalidFilter("The filter compares with something that is no JSON value.");
    }

    /** PostgreSQL takes no NUL, and half a surrogate pair is no character. */
    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
