package pro.jit.gateway.feishu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.outbound.Answer;

/** An answer of Feishu's, read without trusting its shape: flat or enveloped, numbers as text, fields absent or of another type. */
final class FeishuAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LOG_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

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
            throw new FeishuRefused(FeishuErrors.meaning(code), code, logId);
        }
        if (answer.status() >= 400) {
            throw FeishuRefused.unavailable(logId);
        }
        return new FeishuAnswer(body, logId);
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
