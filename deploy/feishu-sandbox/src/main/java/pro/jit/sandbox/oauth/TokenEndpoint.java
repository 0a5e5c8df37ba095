package pro.jit.sandbox.oauth;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Replies;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Scopes;
import pro.jit.sandbox.token.Generation;
import pro.jit.sandbox.token.UserToken;
import pro.jit.sandbox.token.UserTokens;
import pro.jit.sandbox.token.UserTokens.RefreshLookup;

/** The token endpoints of generations 2 and 3: the same but for PKCE's strictness and whose refresh tokens they take. */
public final class TokenEndpoint {
    private static final String V2 = "/open-apis/authen/v2/oauth/token";
    private static final String V3 = "/oauth/v3/token";
    private static final Duration ACCESS_LIFE = Duration.ofHours(2);
    private static final Duration REFRESH_LIFE = Duration.ofDays(7);

    private final Apps apps;
    private final UserTokens tokens;
    private final Redemption redemption;

    public TokenEndpoint(Apps apps, UserTokens tokens, Redemption redemption) {
        this.apps = apps;
        this.tokens = tokens;
        this.redemption = redemption;
    }

    /** Mounts both. */
    public void mount(OpenPlatform platform) {
        platform.mount(Operation.open(HttpMethod.POST, V2), call -> answer(call, Generation.V2), OAuthErrors::flat);
        platform.mount(Operation.open(HttpMethod.POST, V3), call -> answer(call, Generation.V3), OAuthErrors::flat);
    }

    /** Whether a path is one of theirs. */
    public static boolean isAt(@Nullable String path) {
        return V2.equals(path) || V3.equals(path);
    }

    /** Refuses a request that cannot be read at all; whatever is wrong with a body is 20063, and that is HTTP 400. */
    public static void refuseUnreadable(RoutingContext context, int status) {
        OAuthErrors.flat(context, Parameters.malformed(status == 413 ? 400 : status));
    }

    private void answer(ApiCall call, Generation generation) {
        var parameters = Parameters.of(call);
        var grantType = parameters.required("grant_type");
        if (!Set.of("authorization_code", "refresh_token").contains(grantType)) {
            throw new ApiFailure(20036, 400, "The grant_type is not supported.");
        }
        var app = client(call, parameters);
        var granted = grantType.equals("refresh_token")
                ? refreshed(app, parameters, generation)
                : redeemed(app, parameters, generation);
        Replies.json(call.context(), 200, pair(app, granted));
    }

    private FeishuApp client(ApiCall call, Parameters parameters) {
        var clientId = parameters.required("client_id");
        var secret = parameters.required("client_secret");
        var authorization = call.context().request().getHeader("Authorization");
        if (authorization != null && authorization.startsWith("Basic ")) {
            throw new ApiFailure(20070, 400, "Multiple client authentication methods were used.");
        }
        var app = apps.find(clientId).orElseThrow(() -> new ApiFailure(20048, 400, "The app does not exist."));
        if (!app.secret().equals(secret)) {
            throw new ApiFailure(20002, 400, "The client secret is invalid.");
        }
        if (!app.enabled()) {
            throw new ApiFailure(20069, 400, "The app is not enabled.");
        }
        requireInstalled(app);
        return app;
    }

    /** Refuses an app without a published version. UNCONFIRMED (contract §1.4) that generation 1 does not; only v2 and v3 are documented with this number. */
    private static void requireInstalled(FeishuApp app) {
        if (app.versions().online().isEmpty()) {
            throw new ApiFailure(20009, 400, "The app is not installed in the tenant.");
        }
    }

    private UserToken redeemed(FeishuApp app, Parameters parameters, Generation generation) {
        var code = redemption.redeem(app, parameters, generation);
        var scopes = Redemption.narrowed(code.scopes(), parameters.optional("scope"));
        return new UserToken(
                app.appId(), code.personKey(), scopes, generation, code.authorizedAt(), code.authorizedAt());
    }

    private UserToken refreshed(FeishuApp app, Parameters parameters, Generation generation) {
        var value = parameters.required("refresh_token");
        var token =
                switch (tokens.lookUp(value)) {
                    case RefreshLookup.Live live -> live.token();
                    case RefreshLookup.Unknown unknown ->
                        throw new ApiFailure(20026, 400, "The refresh token is invalid.");
                    case RefreshLookup.AlreadyUsed used ->
                        throw new ApiFailure(20073, 400, "The refresh token has been used.");
                    case RefreshLookup.Revoked revoked ->
                        throw new ApiFailure(20064, 400, "The refresh token has been revoked.");
                    case RefreshLookup.Expired expired ->
                        throw new ApiFailure(20037, 400, "The refresh token has expired.");
                };
        if (!token.appId().equals(app.appId())) {
            throw new ApiFailure(
                    20024, 400, "The provided authorization code or refresh token does not match the client_id.");
        }
        if (!generation.refreshes(token.generation())) {
            throw new ApiFailure(20026, 400, "The refresh token is invalid.");
        }
        if (!app.refreshAllowed()) {
            throw new ApiFailure(20074, 400, "The app is not allowed to refresh user tokens.");
        }
        Redemption.checkPerson(app, token.personKey());
        var scopes = Redemption.narrowed(token.scopes(), parameters.optional("scope"));
        tokens.use(value);
        return new UserToken(
                app.appId(), token.personKey(), scopes, generation, token.authorizedAt(), token.authorizedAt());
    }

    private JsonObject pair(FeishuApp app, UserToken granted) {
        var body = new JsonObject()
                .put("code", 0)
                .put("access_token", tokens.issueAccess(granted, ACCESS_LIFE))
                .put("expires_in", ACCESS_LIFE.toSeconds());
        if (granted.scopes().contains(Scopes.OFFLINE_ACCESS) && app.refreshAllowed()) {
            body.put("refresh_token", tokens.issueRefresh(granted, REFRESH_LIFE))
                    .put("refresh_token_expires_in", REFRESH_LIFE.toSeconds());
        }
        return body.put("token_type", "Bearer").put("scope", String.join(" ", granted.scopes()));
    }
}
