package pro.jit.orgsync.feishu;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of an app ({@code app_versions/{version_id}}).
 *
 * @param version as people number it, e.g. {@code 1.0.2}
 * @param status 1 approved, 2 rejected, 3 in review, 4 not submitted, 0 unknown
 * @param webApp whether the web app capability is part of it
 * @param pcUrl the desktop home page; null when there is none
 * @param mobileUrl the home page on phones; null when there is none
 * @param tenantScopes permissions asked for as the app itself
 * @param userScopes permissions asked for as a user
 * @param events event types it subscribes to, as far as Feishu tells
 */
public record FeishuAppVersion(
        String version,
        int status,
        boolean webApp,
        @Nullable String pcUrl,
        @Nullable String mobileUrl,
        Set<String> tenantScopes,
        Set<String> userScopes,
        Set<String> events) {
    public FeishuAppVersion {
        tenantScopes = Set.copyOf(tenantScopes);
        userScopes = Set.copyOf(userScopes);
        events = Set.copyOf(events);
    }
}
