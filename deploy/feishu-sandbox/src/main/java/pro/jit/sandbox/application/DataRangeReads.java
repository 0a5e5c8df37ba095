package pro.jit.sandbox.application;

import io.vertx.core.json.JsonObject;
import pro.jit.sandbox.contact.IdTypes;
import pro.jit.sandbox.contact.Pages;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.model.AppVersion;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Scopes;

/** Whose contact data an app may read, and whose a version asks for. */
final class DataRangeReads {
    private final AskedApps asked;
    private final Pages pages;

    DataRangeReads(AskedApps asked, Pages pages) {
        this.asked = asked;
        this.pages = pages;
    }

    void inForce(ApiCall call) {
        var ids = IdTypes.of(call);
        var app = asked.named(call, Scopes.APP_INFO);
        var range = app.content().dataRange();
        var all = VisibleList.of(range, app.company(), ids).entries();
        var page = pages.cut(call, "data range " + app.appId(), all, VisibleList.Entry::place, 50, 100);
        var data = new JsonObject()
                .put("contacts_range", json(range, new VisibleList(page.items())))
                .put("has_more", page.hasMore());
        call.success(page.hasMore() ? data.put("page_token", page.nextToken()) : data);
    }

    void suggested(ApiCall call) {
        var ids = IdTypes.of(call);
        var app = asked.meOrNamed(call, Scopes.APP_VERSION);
        var version = asked.version(call, app);
        call.success(new JsonObject().put("contacts_range", asked(app, version, ids)));
    }

    /** Empty where the version leaves the range as it was; UNCONFIRMED (contract §13.3) that it is an empty object then. */
    private JsonObject asked(FeishuApp app, AppVersion version, IdTypes ids) {
        var range = version.content().dataRange();
        return version.changesDataRange() ? json(range, VisibleList.of(range, app.company(), ids)) : new JsonObject();
    }

    private static JsonObject json(Range range, VisibleList list) {
        var type =
                switch (range) {
                    case Range.Everyone all -> "all";
                    case Range.Selected some -> "some";
                    case Range.SameAsAvailability same -> "equal_to_availability";
                };
        return new JsonObject().put("contacts_scope_type", type).put("visible_list", list.toJson());
    }
}
