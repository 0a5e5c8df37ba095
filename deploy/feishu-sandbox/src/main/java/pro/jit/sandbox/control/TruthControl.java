package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.GET;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.contact.ContactTruth;
import pro.jit.sandbox.contact.MinimumCalls;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.FeishuApp;

/** What an app that reads the company must come to know, and in how few calls it can: for tests of whoever reads it. */
final class TruthControl {
    private static final int LARGEST = 1000;

    private final Apps apps;
    private final ContactTruth truth;

    TruthControl(Apps apps, ContactTruth truth) {
        this.apps = apps;
        this.truth = truth;
    }

    private record TruthView(
            String tenantKey,
            List<JsonObject> departments,
            List<JsonObject> people,
            boolean hasMore,
            @Nullable String cursor) {
        static TruthView of(FeishuApp app, ContactTruth.Part part) {
            var cursor = part.hasMore() ? String.valueOf(part.last()) : null;
            return new TruthView(app.company().tenantKey(), part.departments(), part.people(), part.hasMore(), cursor);
        }
    }

    private record CallsView(int total, MinimumCalls parts) {}

    void mount(ControlApi api) {
        api.route(GET, "/apps/:app_id/truth", context -> {
            var app = app(context);
            var limit = PageQuery.number(context, "limit", LARGEST);
            if (limit < 1 || limit > LARGEST) {
                throw new IllegalArgumentException("limit is from 1 to " + LARGEST);
            }
            return TruthView.of(app, truth.after(app, PageQuery.number(context, "cursor", 0), limit));
        });
        api.route(GET, "/apps/:app_id/minimum-calls", context -> {
            var calls = MinimumCalls.of(app(context));
            return new CallsView(calls.total(), calls);
        });
    }

    private FeishuApp app(RoutingContext context) {
        return apps.get(context.pathParam("app_id"));
    }
}
