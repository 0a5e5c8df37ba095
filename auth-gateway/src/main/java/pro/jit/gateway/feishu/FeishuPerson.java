package pro.jit.gateway.feishu;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Whom Feishu says the person is. E-mail and mobile are left unread: Feishu does not verify them and nobody is matched by them.
 *
 * @param openId unique in the Feishu app
 * @param unionId unique for the app's publisher
 * @param userId unique in the tenant; an administrator may change it
 * @param picture an http or https address
 */
public record FeishuPerson(
        String openId,
        @Nullable String unionId,
        @Nullable String userId,
        String tenantKey,
        @Nullable String name,
        @Nullable String picture) {

    static FeishuPerson read(FeishuAnswer data) throws FeishuRefused {
        return new FeishuPerson(
                data.required("open_id", 200),
                data.optional("union_id", 200).orElse(null),
                data.optional("user_id", 200).orElse(null),
                data.required("tenant_key", 200),
                data.optional("name", 500)
                        .or(() -> data.optional("en_name", 500))
                        .orElse(null),
                data.optional("avatar_url", 2000)
                        .filter(FeishuPerson::isWebAddress)
                        .orElse(null));
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
