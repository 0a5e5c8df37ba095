package pro.jit.sandbox.application;

import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import pro.jit.sandbox.contact.Pages;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Operation.Token;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Scopes;
import pro.jit.sandbox.token.RandomText;

/** All reads of apps, for the app's own token. */
public final class ApplicationReads {
    private static final String PREFIX = "/open-apis/application/v6/";
    /** UNCONFIRMED (contract §13.2) for {@code app_versions}; documented for {@code contacts_range_configuration}. */
    private static final Duration PAGE_TOKEN_LIFE = Duration.ofHours(2);

    private static final Set<String> APPLICATION = Scopes.anyOf(Scopes.APP_SELF_MANAGE, Scopes.APP_INFO);
    private static final Set<String> VERSION = Scopes.anyOf(Scopes.APP_SELF_MANAGE, Scopes.APP_VERSION);

    private final GrantedScopes scopes;
    private final ApplicationRead application;
    private final VersionReads versions;
    private final DataRangeReads ranges;
    private final VisibilityCheck visibility;

    public ApplicationReads(Apps apps, Clock clock, RandomText random) {
        var pages = new Pages(random, clock, PAGE_TOKEN_LIFE, 210500, 210501);
        var asked = new AskedApps(apps);
        scopes = new GrantedScopes();
        application = new ApplicationRead(asked);
        versions = new VersionReads(asked, pages);
        ranges = new DataRangeReads(asked, pages);
        visibility = new VisibilityCheck();
    }

    /** Mounts them. */
    public void mount(OpenPlatform platform) {
        var app = "applications/:app_id";
        platform.mount(get("scopes", Set.of()), scopes::list);
        platform.mount(get(app, APPLICATION), application::get);
        platform.mount(get(app + "/app_versions/:version_id", VERSION), versions::get);
        platform.mount(get(app + "/app_versions", VERSION), versions::list);
        platform.mount(get(app + "/contacts_range_configuration", Set.of(Scopes.APP_INFO)), ranges::inForce);
        platform.mount(get(app + "/app_versions/:version_id/contacts_range_suggest", VERSION), ranges::suggested);
        platform.mount(
                new Operation(
                        HttpMethod.POST,
                        PREFIX + app + "/visibility/check_white_black_list",
                        Token.TENANT,
                        APPLICATION),
                visibility::check);
    }

    private static Operation get(String path, Set<String> anyScope) {
        return new Operation(HttpMethod.GET, PREFIX + path, Token.TENANT, anyScope);
    }
}
