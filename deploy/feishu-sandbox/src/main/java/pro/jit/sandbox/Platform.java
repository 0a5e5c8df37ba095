package pro.jit.sandbox;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.application.ApplicationReads;
import pro.jit.sandbox.client.FeishuClient;
import pro.jit.sandbox.client.JsapiTicketEndpoint;
import pro.jit.sandbox.client.PageScriptCodes;
import pro.jit.sandbox.client.TileRoute;
import pro.jit.sandbox.contact.ContactReads;
import pro.jit.sandbox.contact.ContactTruth;
import pro.jit.sandbox.control.Control;
import pro.jit.sandbox.control.OwnHosts;
import pro.jit.sandbox.event.Events;
import pro.jit.sandbox.gateway.Faults;
import pro.jit.sandbox.gateway.LogIds;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.RateLimits;
import pro.jit.sandbox.gateway.Replies;
import pro.jit.sandbox.gateway.Statistics;
import pro.jit.sandbox.gateway.TokenCheck;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.Brand;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.CompanySize;
import pro.jit.sandbox.model.DemonstrationCompany;
import pro.jit.sandbox.model.GeneratedCompany;
import pro.jit.sandbox.model.SandboxClock;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.oauth.AppTokenEndpoint;
import pro.jit.sandbox.oauth.Authorization;
import pro.jit.sandbox.oauth.AuthorizationCodes;
import pro.jit.sandbox.oauth.Generation1Endpoint;
import pro.jit.sandbox.oauth.Redemption;
import pro.jit.sandbox.oauth.TokenEndpoint;
import pro.jit.sandbox.oauth.UserInfoEndpoint;
import pro.jit.sandbox.oauth.UserProfiles;
import pro.jit.sandbox.page.Files;
import pro.jit.sandbox.passport.Passport;
import pro.jit.sandbox.passport.QrCodes;
import pro.jit.sandbox.token.AppTokens;
import pro.jit.sandbox.token.RandomText;
import pro.jit.sandbox.token.UserTokens;
import pro.jit.sandbox.webview.WebViewProxy;
import pro.jit.sandbox.webview.WebViews;

/** Everything the sandbox knows, and how it is reached: the one place where the parts are put together. */
final class Platform {
    private static final long LARGEST_BODY = 1024L * 1024;

    final Tenants tenants;
    final Apps apps;
    final SandboxClock clock;
    final RateLimits limits;
    final Faults faults = new Faults();
    final Statistics statistics;
    final QrCodes qrCodes;
    final FeishuClient client = new FeishuClient();
    final Events events;
    final LogIds logIds;
    final WebViews webViews;

    private final String listensAt;
    private final Supplier<String> origin;
    private final boolean limitsAtStart;
    private final RandomText random = new RandomText(new SecureRandom());
    private final AppTokens appTokens;
    private final UserTokens userTokens;
    private final AuthorizationCodes codes;

    /** @param clock the same for all brands, so that it is moved for all at once */
    Platform(Brand brand, SandboxConfig config, SandboxClock clock, Vertx vertx, Supplier<String> origin) {
        this.clock = clock;
        this.origin = origin;
        listensAt = config.host();
        logIds = new LogIds(clock);
        tenants = new Tenants(brand, () -> companyAtStart(brand, config.generated()));
        apps = new Apps(tenants);
        limitsAtStart = config.limitsEnabled();
        limits = new RateLimits(clock, limitsAtStart);
        statistics = new Statistics(clock);
        qrCodes = new QrCodes(clock, random);
        appTokens = new AppTokens(clock, random);
        userTokens = new UserTokens(clock, random);
        codes = new AuthorizationCodes(clock, random);
        webViews = new WebViews(tenants, origin, random);
        events = new Events(vertx, apps, clock, random);
    }

    void mount(Vertx vertx, Router router, Supplier<Map<Brand, String>> brands, Runnable reset) {
        router.route().handler(Platform::refuseUndecoded);
        new WebViewProxy(webViews, vertx).mount(router);
        router.route().handler(logIds);
        var control = new Control(router, tenants, brands);
        new OwnHosts(() -> brands.get().values(), listensAt, control).mount(router);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        var platform = new OpenPlatform(
                tenants.brand(), router, new TokenCheck(apps, appTokens, userTokens), limits, faults, statistics);
        var avatars = new Avatars(origin);
        var authorization = new Authorization(tenants, apps, codes);
        var redemption = new Redemption(codes);
        var profiles = new UserProfiles(avatars);

        authorization.mount(platform);
        new TokenEndpoint(apps, userTokens, redemption).mount(platform);
        new Generation1Endpoint(userTokens, redemption, profiles).mount(platform);
        new UserInfoEndpoint(profiles).mount(platform);
        new AppTokenEndpoint(apps, appTokens).mount(platform);
        new ContactReads(tenants, apps, avatars, random).mount(platform);
        new ApplicationReads(apps, clock, random).mount(platform);
        new Passport(tenants.brand(), apps, qrCodes, authorization).mount(platform, router);
        new JsapiTicketEndpoint(random).mount(platform);
        new PageScriptCodes(tenants, apps, codes, client).mount(platform);
        new TileRoute(vertx, tenants, apps).mount(router);
        events.mount(platform, router, apps, origin);
        events.follow(tenants, apps, avatars);
        control.companies(tenants, apps)
                .versions(apps, clock)
                .events(events, apps)
                .truth(apps, new ContactTruth(avatars))
                .faults(faults, platform)
                .weather(clock, limits, statistics, client)
                .tokens(apps, appTokens, userTokens)
                .phone(qrCodes, apps)
                .webViews(webViews, tenants, apps)
                .lifecycle(tenants.brand(), reset);
        Files.mount(router, tenants);

        router.route().handler(Replies::notFound);
        router.errorHandler(404, this::refuseUnknown);
        router.errorHandler(405, this::refuseUnknown);
        List.of(400, 413, 414, 417, 431)
                .forEach(status ->
                        router.errorHandler(status, context -> refuseUnreadable(context, status, platform, control)));
    }

    // What is too long or no HTTP comes here with what could be read of it; the connection is of no use afterwards.
    private static void refuseUndecoded(RoutingContext context) {
        if (context.request().decoderResult().isSuccess()) {
            context.next();
        } else {
            context.fail(400);
        }
    }

    private static int undecodedStatus(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException address -> 414;
            case TooLongHttpHeaderException header -> 431;
            default -> 400;
        };
    }

    // The router itself may refuse what has no path, before any handler.
    private void refuseUnknown(RoutingContext context) {
        logIds.ensure(context);
        Replies.notFound(context);
    }

    // What the server itself cannot read reaches no operation; each kind of caller is told in its own way.
    private void refuseUnreadable(RoutingContext context, int found, OpenPlatform platform, Control control) {
        logIds.ensure(context);
        var decoded = context.request().decoderResult();
        var status = decoded.isFailure() ? undecodedStatus(decoded.cause()) : found;
        if (decoded.isFailure()) {
            context.response().endHandler(done -> context.request().connection().close());
        }
        var path = context.request().path();
        if (Control.isAt(path)) {
            control.refuseUnreadable(context, status);
        } else if (TokenEndpoint.isAt(path)) {
            TokenEndpoint.refuseUnreadable(context, status);
        } else {
            platform.refuseUnreadable(context, status);
        }
    }

    void reset() {
        tenants.reset();
        apps.reset();
        limits.enable(limitsAtStart);
        faults.clear();
        statistics.reset();
        qrCodes.clear();
        client.supportRequestAccess(true);
        appTokens.revokeAll();
        userTokens.forgetAll();
        webViews.closeAll();
        codes.forgetAll();
        events.reset();
    }

    // A generated company takes the place of Feishu's; Lark's is small on purpose.
    private static Company companyAtStart(Brand brand, @Nullable CompanySize generated) {
        return generated == null || brand == Brand.LARK
                ? DemonstrationCompany.found(brand)
                : GeneratedCompany.found(generated);
    }
}
