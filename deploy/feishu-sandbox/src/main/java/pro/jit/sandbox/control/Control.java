package pro.jit.sandbox.control;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.client.FeishuClient;
import pro.jit.sandbox.contact.ContactTruth;
import pro.jit.sandbox.event.Events;
import pro.jit.sandbox.gateway.Faults;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.RateLimits;
import pro.jit.sandbox.gateway.Statistics;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Brand;
import pro.jit.sandbox.model.SandboxClock;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.oauth.SandboxCookies;
import pro.jit.sandbox.passport.QrCodes;
import pro.jit.sandbox.token.AppTokens;
import pro.jit.sandbox.token.UserTokens;
import pro.jit.sandbox.webview.WebViews;

/** Mounts the control API. */
public final class Control {
    private final ControlApi api;
    private final Supplier<Map<Brand, String>> brands;

    /** @param brands the origin of every brand that is played */
    public Control(Router router, Tenants tenants, Supplier<Map<Brand, String>> brands) {
        this.brands = brands;
        this.api = new ControlApi(router, tenants, brands);
    }

    /** Whether a path is one of the control API's. */
    public static boolean isAt(@Nullable String path) {
        return path != null && path.startsWith(ControlApi.PREFIX + "/");
    }

    /** Refuses a request that cannot be read at all. */
    public void refuseUnreadable(RoutingContext context, int status) {
        var detail =
                switch (status) {
                    case 413 -> "The body is larger than 1 MB";
                    case 414 -> "The address is too long";
                    case 417 -> "Expect can only be 100-continue";
                    case 431 -> "The headers are too long";
                    default -> "The request cannot be decoded";
                };
        api.problem(context, status, "invalid-request", detail);
    }

    /** Refuses a request under a host name that is not the sandbox's. */
    void refuseHost(RoutingContext context, String host) {
        api.problem(
                context,
                403,
                "foreign-host",
                "The sandbox is not known as '" + host + "'; if it shall be, start it with --origin or --host");
    }

    /** The companies and the apps. */
    public Control companies(Tenants tenants, Apps apps) {
        new TenantControl(tenants).mount(api);
        new CompanyControl(tenants, apps).mount(api);
        new GenerateControl().mount(api);
        new ListControl(apps).mount(api);
        new AppControl(apps).mount(api);
        return this;
    }

    /** Versions of the apps. */
    public Control versions(Apps apps, SandboxClock clock) {
        new VersionControl(apps, clock).mount(api);
        return this;
    }

    /** Event subscriptions and deliveries. */
    public Control events(Events events, Apps apps) {
        new EventControl(events, apps).mount(api);
        return this;
    }

    /** What an app must come to know of its company. */
    public Control truth(Apps apps, ContactTruth truth) {
        new TruthControl(apps, truth).mount(api);
        return this;
    }

    /** What shall go wrong. */
    public Control faults(Faults faults, OpenPlatform platform) {
        new FaultControl(faults, platform).mount(api);
        return this;
    }

    /** Limits, clock, statistics. */
    public Control weather(SandboxClock clock, RateLimits limits, Statistics statistics, FeishuClient client) {
        new WeatherControl(clock, limits, statistics, client).mount(api);
        return this;
    }

    /** Tokens that end before their time. */
    public Control tokens(Apps apps, AppTokens appTokens, UserTokens userTokens) {
        new TokenControl(apps, appTokens, userTokens).mount(api);
        return this;
    }

    /** The phone. */
    public Control phone(QrCodes codes, Apps apps) {
        new PhoneControl(codes, apps).mount(api);
        return this;
    }

    /** Web views. */
    public Control webViews(WebViews views, Tenants tenants, Apps apps) {
        new WebViewControl(views, tenants, apps).mount(api);
        return this;
    }

    /**
     * Health, the brands, and everything back to the start.
     *
     * @param brand whose platform this is
     */
    public Control lifecycle(Brand brand, Runnable reset) {
        api.route(HttpMethod.GET, "/health", context -> Map.of("status", "ok"));
        api.route(HttpMethod.GET, "/brands", context -> {
            var origins = new TreeMap<String, String>();
            brands.get().forEach((each, origin) -> origins.put(wire(each), origin));
            return Map.of(
                    "brand", wire(brand), "origins", origins, "person_cookie", SandboxCookies.personCookie(brand));
        });
        api.route(HttpMethod.POST, "/reset", context -> {
            reset.run();
            return null;
        });
        return this;
    }

    private static String wire(Brand brand) {
        return brand.name().toLowerCase(Locale.ROOT);
    }
}
