package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.FeishuApp;

/** Versions of an app: whether changes wait for one, and what becomes of it. */
final class VersionControl {
    private final Apps apps;
    private final Clock clock;

    VersionControl(Apps apps, Clock clock) {
        this.apps = apps;
        this.clock = clock;
    }

    private record Drafts(@Nullable Boolean enabled) {}

    private record NewVersion(
            @Nullable String version, @Nullable Boolean submit) {}

    void mount(ControlApi api) {
        api.route(PUT, "/apps/:app_id/drafts", Drafts.class, (context, body) -> {
            boolean wait = Optional.ofNullable(body.enabled())
                    .orElseThrow(() -> new IllegalArgumentException("enabled is missing"));
            return update(context, app -> app.drafting(wait));
        });
        api.route(POST, "/apps/:app_id/versions", NewVersion.class, (context, body) -> {
            Required.notBlank(body.version(), "version");
            return newest(update(
                    context,
                    app -> app.createVersion(body.version(), !Boolean.FALSE.equals(body.submit()), clock.instant())));
        });
        api.route(
                POST,
                "/apps/:app_id/versions/:version_id/publish",
                context ->
                        update(context, app -> app.publishVersion(context.pathParam("version_id"), clock.instant())));
        api.route(
                POST,
                "/apps/:app_id/versions/:version_id/reject",
                context -> update(context, app -> app.rejectVersion(context.pathParam("version_id"))));
        api.route(DELETE, "/apps/:app_id/versions", context -> update(context, FeishuApp::unpublished));
    }

    private AppView update(RoutingContext context, UnaryOperator<FeishuApp> change) {
        return AppView.of(apps.update(context.pathParam("app_id"), change));
    }

    private static VersionView newest(AppView app) {
        return app.versions().getLast();
    }
}
