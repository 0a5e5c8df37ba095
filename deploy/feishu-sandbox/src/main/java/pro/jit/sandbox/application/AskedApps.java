package pro.jit.sandbox.application;

import java.util.Set;
import java.util.regex.Pattern;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.model.AppVersion;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.FeishuApp;

/** Which app and which version an address names, and whether the caller may ask about it. */
final class AskedApps {
    private static final Pattern APP_ID = Pattern.compile("cli_[0-9a-z]{16}");
    private static final Set<String> LANGUAGES = Set.of("zh_cn", "en_us", "ja_jp");

    private final Apps apps;

    AskedApps(Apps apps) {
        this.apps = apps;
    }

    /** The caller itself for {@code me} or its own id; another app only for a caller with the wider scope. */
    FeishuApp meOrNamed(ApiCall call, String widerScope) {
        return call.path("app_id").equals("me") ? call.caller().app() : named(call, widerScope);
    }

    /**
     * An app by its id alone. Feishu's page of such a read does not mention {@code me}. UNCONFIRMED (contract §13.3) that it is
     * refused as a malformed id, and which of 210504 and 210506 an unknown id gets.
     */
    FeishuApp named(ApiCall call, String widerScope) {
        var id = call.path("app_id");
        if (!APP_ID.matcher(id).matches()) {
            throw new ApiFailure(210503, 400, "app_id is invalid");
        }
        var tenant = call.caller().app().company();
        var app = apps.find(id)
                .filter(found -> found.company() == tenant)
                .orElseThrow(() -> new ApiFailure(210504, 400, "app does not exist in this tenant"));
        if (!isCaller(call, app) && !call.caller().has(widerScope)) {
            throw new ApiFailure(210508, 400, "no permission to read another app");
        }
        return app;
    }

    /** The version of this app that the address names. */
    AppVersion version(ApiCall call, FeishuApp app) {
        var id = call.path("version_id");
        return app.versions().find(id).orElseThrow(() -> {
            var elsewhere = apps.all().stream()
                    .anyMatch(other -> other.versions().find(id).isPresent());
            return elsewhere
                    ? new ApiFailure(211003, 400, "version_id belongs to another app")
                    : new ApiFailure(211002, 400, "version_id does not exist");
        });
    }

    /** Refuses a call that does not say in which language it wants names; the sandbox has them in one only. */
    static void requireLanguage(ApiCall call) {
        var language = call.query("lang").orElse("");
        if (!LANGUAGES.contains(language)) {
            throw ApiFailure.field("lang", language, "lang is required and one of zh_cn, en_us, ja_jp");
        }
    }

    private static boolean isCaller(ApiCall call, FeishuApp app) {
        return call.caller().app().appId().equals(app.appId());
    }
}
