package pro.jit.sandbox.client;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.gateway.Replies;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Brand;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.oauth.SandboxCookies;

/**
 * What a tap on an app's tile does: {@code GET /client/open?person=&device=desktop|phone&app_id=}. With {@code knock=false} the browser
 * opens the home page as itself.
 */
public final class TileRoute {
    private final Tenants tenants;
    private final Apps apps;
    private final Knock knock;

    public TileRoute(Vertx vertx, Tenants tenants, Apps apps) {
        this.tenants = tenants;
        this.apps = apps;
        this.knock = new Knock(vertx);
    }

    /** Mounts it. */
    public void mount(Router router) {
        router.get("/client/open").handler(this::open);
    }

    private void open(RoutingContext context) {
        var query = context.queryParams();
        var device = "phone".equals(query.get("device")) ? "phone" : "desktop";
        var person = Optional.ofNullable(query.get("person")).flatMap(tenants::findPerson);
        var app = Optional.ofNullable(query.get("app_id")).flatMap(apps::find).orElseGet(apps::demonstration);
        @Nullable String home = device.equals("phone") ? app.mobileUrl() : app.pcUrl();
        if (person.isEmpty() || home == null) {
            Replies.html(context, 404, nothingToOpen(tenants.brand(), app));
            return;
        }
        SandboxCookies.logIn(context, tenants.brand(), person.get());
        var address = URI.create(home);
        var asItself = "false".equals(query.get("knock"));
        if (asItself || SandboxCookies.hasClientUserAgent(context) || !sameHost(context, address)) {
            Replies.redirect(context, home);
            return;
        }
        SandboxCookies.playClient(context, device);
        var languages = Optional.ofNullable(context.request().getHeader("Accept-Language"))
                .orElse("zh-CN");
        knock.at(address, UserAgents.of(device), languages).onComplete(heard -> {
            if (heard.succeeded()) {
                heard.result()
                        .cookies()
                        .forEach(cookie -> context.response().headers().add("Set-Cookie", cookie));
                Replies.redirect(context, heard.result().location());
            } else {
                Replies.redirect(context, home);
            }
        });
    }

    private static boolean sameHost(RoutingContext context, URI home) {
        var authority = context.request().authority();
        return authority != null && authority.host().equalsIgnoreCase(home.getHost());
    }

    private static String nothingToOpen(Brand brand, FeishuApp app) {
        return """
                <!doctype html>
                <html lang="zh"><head><meta charset="utf-8"><title>%s沙箱 · %s sandbox</title>
                <link rel="stylesheet" href="/sandbox/assets/sandbox.css"></head>
                <body class="dialog"><main class="card"><h1>没有可打开的主页 · Nothing to open</h1>
                <p>应用 %s 没有设置主页，或没有这个人。<br>The app has no home page for this device, or there is no such person.</p>
                <p><a href="/">返回 Back</a></p></main></body></html>
                """.formatted(brand.chinese(), brand.english(), app.appId());
    }
}
