package pro.jit.gateway.session;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A browser and its system in words a person recognizes, from the user agent. A claim of the browser's, good for a list alone. */
public final class Device {
    private Device() {}

    /** Such as {@code Chrome on macOS}; null for no user agent. */
    public static @Nullable String describe(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return null;
        }
        var agent = userAgent.toLowerCase(Locale.ROOT);
        return browser(agent) + " on " + system(agent);
    }

    private static String browser(String agent) {
        if (agent.contains("lark/") || agent.contains("feishu/")) {
            return "Feishu";
        }
        if (agent.contains("edg")) {
            return "Edge";
        }
        if (agent.contains("firefox/")) {
            return "Firefox";
        }
        if (agent.contains("chrome/") || agent.contains("crios/")) {
            return "Chrome";
        }
        return agent.contains("safari/") ? "Safari" : "Another browser";
    }

    private static String system(String agent) {
        if (agent.contains("iphone") || agent.contains("ipad")) {
            return "iOS";
        }
        if (agent.contains("android")) {
            return "Android";
        }
        if (agent.contains("windows")) {
            return "Windows";
        }
        if (agent.contains("mac os")) {
            return "macOS";
        }
        return agent.contains("linux") ? "Linux" : "another system";
    }
}
