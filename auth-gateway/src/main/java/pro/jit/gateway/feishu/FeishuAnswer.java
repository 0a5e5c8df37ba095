package pro.jit.gateway.feishu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.outbound.Answer;

/** An answer of Feishu's, read without trusting its shape: flat or enveloped, numbers as text, fields absent or of another type. */
final class FeishuAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LOG_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** An app token is a tenant token's twin today, so either word may be used for it. */
    private static final Set<Long> APP_TOKEN_REFUSED = Set.of(99991661L, 99991663L, 99991664L, 99991671L, 99991677L);

    private static final long UNKNOWN_PATH = 99991201;
    private static final long UNKNOWN_METHOD = 99991301;

    private final JsonNode body;
    private final @Nullable String logId;

    private FeishuAnswer(JsonNode body, @Nullable String logId) {
        this.body = body;
        this.logId = logId;
    }

    /** The successful answer: a JSON object whose {@code code} is 0. The status alone decides nothing. */
    static FeishuAnswer successful(Answer answer) throws FeishuRefused {
        var logId = answer.headers()
                .firstValue("X-Tt-Logid")
                .filter(id -> LOG_ID.matcher(id).matches())
                .orElse(null);
        JsonNode body;
        try {
            body = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw FeishuRefused.unavailable(logId);
        }
        var code = body == null || !body.isObject() ? null : code(body.path("code"));
        if (body == null || code == null) {
            throw FeishuRefused.unavailable(logId);
        }
        if (code != 0) {
            throw refused(code, logId, body.path("error"));
        }
        if (answer.status() >= 400) {
            throw FeishuRefused.unavailable(logId);
        }
        return new FeishuAnswer(body, logId);
    }

    /** The token endpoints' {@code error} is a text, everybody else's an object that may name a log id and a page. */
    private static FeishuRefused refused(long code, @Nullable String logId, JsonNode error) {
        var said = error.path("log_id").asText("");
        var help = error.path("helps").path(0).path("url").asText("");
        return new FeishuRefused(
                FeishuErrors.meaning(code),
                code,
                logId == null && LOG_ID.matcher(said).matches() ? said : logId,
                help.startsWith("https://") && help.length() <= 2000 ? help : null);
    }

    /** Whether the endpoint asked is not there at all, so that nobody has seen what was sent (plain text today, JSON in the documents). */
    static boolean isFromNowhere(Answer answer) {
        if (answer.status() != 404) {
            return false;
        }
        try {
            var body = JSON.readTree(answer.body());
            var code = body == null || !body.isObject() ? null : code(body.path("code"));
            return code == null || code == UNKNOWN_PATH || code == UNKNOWN_METHOD;
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    /** Whether Feishu's gateway did not let the app token through, before anybody looked at what was asked. */
    static boolean isAboutTheAppToken(Answer answer) {
        try {
            successful(answer);
            return false;
        } catch (FeishuRefused e) {
            return APP_TOKEN_REFUSED.contains(e.code());
        }
    }

    private static @Nullable Long code(JsonNode code) {
        if (code.isIntegralNumber() && code.canConvertToLong()) {
            return code.longValue();
        }
        if (code.isTextual() && code.textValue().matches("-?\\d{1,18}")) {
            return Long.valueOf(code.textValue());
        }
        return null;
    }

    /** The fields inside {@code data}. */
    FeishuAnswer data() throws FeishuRefused {
        if (!body.path("data").isObject()) {
            throw FeishuRefused.unavailable(logId);
        }
        return new FeishuAnswer(body.path("data"), logId);
    }

    /** A field without which the answer makes no sense. */
    String required(String field, int longest) throws FeishuRefused {
        return optional(field, longest).orElseThrow(() -> FeishuRefused.unavailable(logId));
    }

    /** A field that may be absent, empty or odd, all of which is absent to us. */
    Optional<String> optional(String field, int longest) {
        var value = body.path(field);
        return value.isTextual()
                        && !value.textValue().isBlank()
                        && value.textValue().length() <= longest
                        && value.textValue().chars().noneMatch(Character::isISOControl)
                ? Optional.of(value.textValue())
                : Optional.empty();
    }

    /** A number of seconds; {@code otherwise} where there is none. */
    long seconds(String field, long otherwise) {
        var value = body.path(field);
        return value.canConvertToLong() && value.isIntegralNumber() ? value.longValue() : otherwise;
    }
}
