package pro.jit.sandbox.application;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import pro.jit.sandbox.contact.IdTypes;
import pro.jit.sandbox.model.AppContent;
import pro.jit.sandbox.model.AppVersion;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Range;

/** A version in JSON. */
record VersionJson(IdTypes ids) {
    JsonObject of(FeishuApp app, AppVersion version) {
        var content = version.content();
        var json = new JsonObject()
                .put("app_id", app.appId())
                .put("app_name", app.name())
                .put("version", version.version())
                .put("version_id", version.versionId())
                .put("status", status(version))
                .put("create_time", seconds(version.createTime()))
                .put("scopes", ScopeJson.of(content))
                .put("events", new JsonArray(new ArrayList<>(content.events())))
                .put("event_infos", eventInfos(content))
                .put("ability", ability(content))
                .put("remark", remark(app, version));
        var published = version.publishTime();
        return published == null ? json : json.put("publish_time", seconds(published));
    }

    private static int status(AppVersion version) {
        return switch (version.status()) {
            case APPROVED -> 1;
            case REJECTED -> 2;
            case IN_REVIEW -> 3;
            case NOT_SUBMITTED -> 4;
        };
    }

    private static String seconds(Instant time) {
        return String.valueOf(time.getEpochSecond());
    }

    // The sandbox knows none of Feishu's names for events, so each is called by its type.
    private static JsonArray eventInfos(AppContent content) {
        var infos = new JsonArray();
        content.events()
                .forEach(type ->
                        infos.add(new JsonObject().put("event_type", type).put("event_name", type)));
        return infos;
    }

    /** UNCONFIRMED (contract §13.2) whether {@code web_app} is absent or empty while the capability is off; here it is absent. */
    private static JsonObject ability(AppContent content) {
        var ability = new JsonObject();
        if (!content.webApp()) {
            return ability;
        }
        var webApp = new JsonObject();
        if (content.pcUrl() != null) {
            webApp.put("pc_url", content.pcUrl());
        }
        if (content.mobileUrl() != null) {
            webApp.put("mobile_url", content.mobileUrl());
        }
        return ability.put("web_app", webApp);
    }

    // The availability the developer suggests, only where this version changes it.
    private JsonObject remark(FeishuApp app, AppVersion version) {
        var remark = new JsonObject().put("remark", "").put("update_remark", "");
        if (!version.changesAvailability()) {
            return remark;
        }
        var range = version.content().availability();
        return remark.put(
                "visibility",
                new JsonObject()
                        .put("is_all", range instanceof Range.Everyone)
                        .put(
                                "visible_list",
                                VisibleList.of(range, app.company(), ids).toJson())
                        .put("invisible_list", VisibleList.none().toJson()));
    }
}
