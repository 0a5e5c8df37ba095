package pro.jit.orgsync.problem;

import org.jspecify.annotations.Nullable;

/**
 * What Feishu said when it refused; for administrators, who call this service.
 *
 * @param code Feishu's error code
 * @param logId finds the request in Feishu's logs
 * @param helpUrl Feishu's page about it
 */
public record FeishuSays(
        int code, @Nullable String logId, @Nullable String helpUrl) {}
