package pro.jit.gateway.login;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a visitor sits at, from the user agent: a hint for what to show, never a proof of anything. */
enum ClientKind {
    FEISHU,
    PHONE,
    BROWSER;

    private static final Pattern FEISHU_CLIENT = Pattern.compile("\\b(Lark|Feishu)/", Pattern.CASE_INSENSITIVE);
    private static final Pattern PHONE_BROWSER =
            Pattern.compile("Mobile|Android|iPhone|iPad|iPod|HarmonyOS", Pattern.CASE_INSENSITIVE);

    static ClientKind of(@Nullable String userAgent) {
        if (userAgent == null) {
            return BROWSER;
        }
        if (FEISHU_CLIENT.matcher(userAgent).find()) {
            return FEISHU;
        }
        return PHONE_BROWSER.matcher(userAgent).find() ? PHONE : BROWSER;
    }
}
