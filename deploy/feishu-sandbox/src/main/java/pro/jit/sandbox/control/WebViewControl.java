package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.client.UserAgents;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.webview.WebViews;

/** Opens an app's home page in a web view of the client. */
final class WebViewControl {
    private final WebViews views;
    private final Tenants tenants;
    private final Apps apps;

    WebViewControl(WebViews views, Tenants tenants, Apps apps) {
        this.views = views;
        this.tenants = tenants;
        this.apps = apps;
    }

    private record Opening(
            @Nullable String appId,
            @Nullable String person,
            @Nullable String device) {}

    void mount(ControlApi api) {
        api.route(GET, "/web-views", context -> Map.of("reachable", views.areReachable()));
        api.route(POST, "/web-views", Opening.class, (context, body) -> {
            var app = apps.get(required(body.appId(), "app_id"));
            var person = tenants.person(required(body.person(), "person"));
            var device = required(body.device(), "device");
            if (!device.equals("desktop") && !device.equals("phone")) {
                throw new IllegalArgumentException("device is desktop or phone");
            }
            var home = Optional.ofNullable(device.equals("phone") ? app.mobileUrl() : app.pcUrl())
                    .orElseThrow(() -> new IllegalArgumentException("The app has no home page for this device"));
            var address = views.open(person, UserAgents.of(device), URI.create(home));
            return Map.of("address", address.toString());
        });
    }

    private static String required(@Nullable String value, String field) {
        return Optional.ofNullable(value)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(field + " is missing"));
    }
}
