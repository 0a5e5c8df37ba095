package pro.jit.orgsync.feishu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Feishu says of an app itself ({@code application/v6/applications/me}).
 *
 * @param status 0 disabled, 1 enabled, 2 not yet enabled, 3 unknown
 * @param sceneType 0 self-built, 1 and 2 from the store, 3 unknown
 * @param onlineVersionId the version in force; null when none was ever published
 * @param waitingVersionId a version that waits for the administrator; null when none does
 * @param redirectUrls the redirect list of Security Settings, as entered; null where Feishu did not tell
 */
public record FeishuAppInfo(
        String name,
        int status,
        int sceneType,
        @Nullable String onlineVersionId,
        @Nullable String waitingVersionId,
        @Nullable List<String> redirectUrls) {
    public FeishuAppInfo {
        redirectUrls = redirectUrls == null ? null : List.copyOf(redirectUrls);
    }
}
