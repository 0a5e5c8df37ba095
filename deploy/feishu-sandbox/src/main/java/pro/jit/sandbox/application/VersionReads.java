package pro.jit.sandbox.application;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.ToIntFunction;
import pro.jit.sandbox.contact.IdTypes;
import pro.jit.sandbox.contact.Pages;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.model.AppVersion;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Scopes;

/** Versions of an app, one by one or all. */
final class VersionReads {
    private final AskedApps asked;
    private final Pages pages;

    VersionReads(AskedApps asked, Pages pages) {
        this.asked = asked;
        this.pages = pages;
    }

    void get(ApiCall call) {
        AskedApps.requireLanguage(call);
        var json = new VersionJson(IdTypes.of(call));
        var app = asked.meOrNamed(call, Scopes.APP_VERSION);
        call.success(new JsonObject().put("app_version", json.of(app, asked.version(call, app))));
    }

    void list(ApiCall call) {
        AskedApps.requireLanguage(call);
        var json = new VersionJson(IdTypes.of(call));
        var app = asked.meOrNamed(call, Scopes.APP_VERSION);
        var newestFirst = newestFirst(call);
        var all = newestFirst ? app.versions().all().reversed() : app.versions().all();
        var list = "versions " + app.appId() + " " + newestFirst;
        call.success(
                pages.cut(call, list, all, place(app, newestFirst), 20, 50).toJson(version -> json.of(app, version)));
    }

    private static boolean newestFirst(ApiCall call) {
        return switch (call.query("order").orElse("0")) {
            case "0", "" -> true;
            case "1" -> false;
            default -> throw new ApiFailure(210514, 400, "order is invalid");
        };
    }

    private static ToIntFunction<AppVersion> place(FeishuApp app, boolean newestFirst) {
        List<AppVersion> all = app.versions().all();
        return version -> newestFirst ? -all.indexOf(version) : all.indexOf(version);
    }
}
