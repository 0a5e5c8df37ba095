package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of Feishu. Only {@code code} decides; a refused token call comes with HTTP 200, a throttled one sometimes with 400.
 *
 * @param body the JSON object answered; null for anything else
 * @param logId header {@code X-Tt-Logid}
 * @param throttledFor header {@code x-ogw-ratelimit-reset}; null if absent or not a number
 */
record FeishuAnswer(
        int status,
        @Nullable JsonNode body,
        @Nullable String logId,
        @Nullable Duration throttledFor) {
    /** {@code code}, a number or a number in a string; null if the answer has none. */
    @Nullable
    Integer code() {
        if (body == null) {
            return null;
        }
        var code = body.path("code");
        if (code.isInt()) {
            return code.intValue();
        }
        if (code.isTextual() && code.textValue().matches("\\d{1,9}")) {
            return Integer.valueOf(code.textValue());
        }
        return null;
    }

    boolean throttled() {
        var code = code();
        return status == 429 || (code != null && FeishuErrors.of(code) == FeishuErrors.THROTTLED);
    }

    /** Whether the same request may be answered when sent again. A missing route is not: asking again does not make it. */
    boolean worthAnotherTry() {
        var code = code();
        return status >= 500
                || (code == null && status != 404)
                || (code != null && FeishuErrors.of(code) == FeishuErrors.INTERNAL);
    }

    FeishuRefused refused(int code) {
        var error = body == null ? null : body.path("error");
        if (error == null || !error.isObject()) {
            return new FeishuRefused(code, logId, null, List.of());
        }
        var said = error.path("log_id").asText("");
        var permissions = new ArrayList<String>();
        for (var violation : error.path("permission_violations")) {
            var subject = violation.path("subject").asText("");
            if (subject.matches("[A-Za-z0-9:._-]{1,100}") && permissions.size() < 100) {
                permissions.add(subject);
            }
        }
        var help = error.path("helps").path(0).path("url").asText("");
        return new FeishuRefused(
                code,
                logId != null ? logId : said.matches("[A-Za-z0-9._-]{1,100}") ? said : null,
                help.startsWith("https://") && help.length() <= 2000 ? help : null,
                permissions);
    }
}
