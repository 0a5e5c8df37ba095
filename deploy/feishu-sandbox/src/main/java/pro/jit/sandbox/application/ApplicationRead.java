package pro.jit.sandbox.application;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import pro.jit.sandbox.contact.IdTypes;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.model.AppVersion;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Scopes;

/** An app as a whole. Its secrets are never among the fields, though the type in Feishu's SDKs has room for them. */
final class ApplicationRead {
    private final AskedApps asked;

    ApplicationRead(AskedApps asked) {
        this.asked = asked;
    }

    void get(ApiCall call) {
        AskedApps.requireLanguage(call);
        IdTypes.of(call);
        call.success(new JsonObject().put("app", json(asked.meOrNamed(call, Scopes.APP_INFO))));
    }

    private static JsonObject json(FeishuApp app) {
        var json = new JsonObject()
                .put("app_id", app.appId())
                .put("app_name", app.name())
                .put("status", status(app))
                .put("scene_type", 0)
                .put("payment_type", 0)
                .put("primary_language", "zh_cn")
                .put("redirect_urls", new JsonArray(app.redirectUrls()))
                .put(
                        "online_version_id",
                        app.versions().online().map(AppVersion::versionId).orElse(""))
                .put("unaudit_version_id", unaudited(app))
                .put("scopes", scopes(app));
        if (app.content().webApp()) {
            json.put("pc_default_ability", "web_app").put("mobile_default_ability", "web_app");
        }
        return json;
    }

    private static int status(FeishuApp app) {
        if (!app.enabled()) {
            return 0;
        }
        return app.versions().online().isPresent() ? 1 : 2;
    }

    /** The version in review. UNCONFIRMED (contract §13.2) whether one that is not submitted yet appears here too; here it does not. */
    private static String unaudited(FeishuApp app) {
        return app.versions()
                .waiting()
                .filter(version -> version.status() == AppVersion.Status.IN_REVIEW)
                .map(AppVersion::versionId)
                .orElse("");
    }

    /** "The app's scope list": UNCONFIRMED (contract §13.2) whether those in force or those of the draft; here it is those in force. */
    private static JsonArray scopes(FeishuApp app) {
        return ScopeJson.of(app.content());
    }
}
