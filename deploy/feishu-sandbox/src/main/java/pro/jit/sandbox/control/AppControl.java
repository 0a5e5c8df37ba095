package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Scopes;
import pro.jit.sandbox.model.WebAddress;

/** What Feishu's developer console does to an app. In force at once, unless the app's changes wait for a version ({@link VersionControl}). */
final class AppControl {
    private static final int MOST_REDIRECT_URLS = 300;

    private final Apps apps;

    AppControl(Apps apps) {
        this.apps = apps;
    }

    private record NewApp(@Nullable String name, @Nullable Boolean blank) {}

    private record RedirectUrls(@Nullable List<String> redirectUrls) {}

    private record HomePages(
            @Nullable String pcUrl, @Nullable String mobileUrl) {}

    private record WebApp(@Nullable Boolean enabled) {}

    private record Secret(@Nullable String appSecret) {}

    private record ScopesBody(
            @Nullable Set<String> tenant, @Nullable Set<String> user) {}

    private record State(
            @Nullable Boolean enabled, @Nullable Boolean refreshAllowed) {}

    void mount(ControlApi api) {
        api.ofTenant(
                GET,
                "/apps",
                (company, context) -> Map.of(
                        "items", apps.of(company).stream().map(AppView::of).toList()));
        api.ofTenant(POST, "/apps", NewApp.class, (company, context, body) -> {
            Required.notBlank(body.name(), "name");
            var name = Optional.ofNullable(body.name()).orElse("App");
            return AppView.of(
                    Boolean.TRUE.equals(body.blank()) ? apps.create(company, name) : apps.build(company, name));
        });
        api.route(
                GET,
                "/scopes",
                context -> Map.of("tenant", Scopes.FOR_TENANT, "user", Scopes.FOR_USER, "known", Scopes.KNOWN));
        api.route(GET, "/apps/:app_id", context -> AppView.of(apps.get(context.pathParam("app_id"))));
        api.route(PUT, "/apps/:app_id/redirect-urls", RedirectUrls.class, (context, body) -> {
            var urls = Optional.ofNullable(body.redirectUrls())
                    .orElseThrow(() -> new IllegalArgumentException("redirect_urls is missing"));
            if (urls.size() > MOST_REDIRECT_URLS) {
                throw new IllegalArgumentException("An app has at most " + MOST_REDIRECT_URLS + " redirect URLs");
            }
            urls.forEach(url -> WebAddress.require("redirect_urls", url));
            return update(context, app -> app.withRedirectUrls(urls));
        });
        api.route(PUT, "/apps/:app_id/home-pages", HomePages.class, (context, body) -> {
            Optional.ofNullable(body.pcUrl()).ifPresent(url -> WebAddress.require("pc_url", url));
            Optional.ofNullable(body.mobileUrl()).ifPresent(url -> WebAddress.require("mobile_url", url));
            return update(context, app -> app.withHomePages(body.pcUrl(), body.mobileUrl()));
        });
        api.route(PUT, "/apps/:app_id/web-app", WebApp.class, (context, body) -> {
            boolean on = Optional.ofNullable(body.enabled())
                    .orElseThrow(() -> new IllegalArgumentException("enabled is missing"));
            return update(context, app -> app.edit(content -> content.withWebApp(on)));
        });
        api.route(PUT, "/apps/:app_id/secret", Secret.class, (context, body) -> {
            var secret = Required.text(body.appSecret(), "app_secret");
            return update(context, app -> app.withSecret(secret));
        });
        api.route(
                PUT,
                "/apps/:app_id/availability",
                RangeBody.class,
                (context, body) -> update(context, app -> app.withAvailability(body.toRange(app.company()))));
        api.route(
                PUT,
                "/apps/:app_id/data-range",
                RangeBody.class,
                (context, body) -> update(context, app -> app.withDataRange(body.toRange(app.company()))));
        api.route(PUT, "/apps/:app_id/scopes", ScopesBody.class, (context, body) -> {
            requireKnown(body.tenant(), "tenant");
            requireKnown(body.user(), "user");
            return update(
                    context,
                    app -> app.edit(content -> content.withScopes(
                            Optional.ofNullable(body.tenant()).orElse(content.tenantScopes()),
                            Optional.ofNullable(body.user()).orElse(content.userScopes()))));
        });
        api.route(
                PUT,
                "/apps/:app_id/state",
                State.class,
                (context, body) -> update(
                        context,
                        app -> app.withState(
                                Optional.ofNullable(body.enabled()).orElse(app.enabled()),
                                Optional.ofNullable(body.refreshAllowed()).orElse(app.refreshAllowed()))));
    }

    private AppView update(RoutingContext context, UnaryOperator<FeishuApp> change) {
        return AppView.of(apps.update(context.pathParam("app_id"), change));
    }

    // Either identity may be given any of them, though it does nothing for the wrong one, as at Feishu.
    private static void requireKnown(@Nullable Set<String> names, String field) {
        Optional.ofNullable(names).orElse(Set.of()).stream()
                .filter(name -> !Scopes.KNOWN.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            field + ": the sandbox knows no scope '" + unknown + "', see GET /sandbox/api/scopes");
                });
    }
}
