package pro.jit.sandbox.oauth;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Operation.Token;
import pro.jit.sandbox.token.Generation;
import pro.jit.sandbox.token.UserToken;
import pro.jit.sandbox.token.UserTokens;
import pro.jit.sandbox.token.UserTokens.RefreshLookup;

/** The token endpoints of generation 1, which redeem passport's codes. Failures come with HTTP 200. */
public final class Generation1Endpoint {
    private static final Duration ACCESS_LIFE = Duration.ofSeconds(7199);
    private static final Duration REFRESH_LIFE = Duration.ofSeconds(2_591_999);

    private final UserTokens tokens;
    private final Redemption redemption;
    private final UserProfiles profiles;

    public Generation1Endpoint(UserTokens tokens, Redemption redemption, UserProfiles profiles) {
        this.tokens = tokens;
        this.redemption = redemption;
        this.profiles = profiles;
    }

    /** Mounts the oidc pair and the older one, whose answers carry the person too. */
    public void mount(OpenPlatform platform) {
        mount(platform, "oidc/access_token", call -> call.success(pair(redeem(call))));
        mount(platform, "oidc/refresh_access_token", call -> call.success(pair(refresh(call))));
        mount(platform, "access_token", call -> call.success(withPerson(call, redeem(call))));
        mount(platform, "refresh_access_token", call -> call.success(withPerson(call, refresh(call))));
    }

    private static void mount(OpenPlatform platform, String path, java.util.function.Consumer<ApiCall> work) {
        platform.mount(
                new Operation(HttpMethod.POST, "/open-apis/authen/v1/" + path, Token.APP, Set.of()),
                work,
                OAuthErrors::generation1);
    }

    private UserToken redeem(ApiCall call) {
        var parameters = parameters(call, "authorization_code");
        var code = redemption.redeemPassport(call.caller().app(), parameters.required("code"));
        return new UserToken(
                code.appId(), code.personKey(), code.scopes(), Generation.V1, code.authorizedAt(), code.authorizedAt());
    }

    private UserToken refresh(ApiCall call) {
        var value = parameters(call, "refresh_token").required("refresh_token");
        if (!(tokens.lookUp(value) instanceof RefreshLookup.Live live)
                || !live.token().appId().equals(call.caller().app().appId())
                || !Generation.V1.refreshes(live.token().generation())) {
            throw new ApiFailure(20026, 400, "The refresh token is invalid.");
        }
        Redemption.checkPerson(call.caller().app(), live.token().personKey());
        tokens.use(value);
        return live.token();
    }

    private static Parameters parameters(ApiCall call, String grantType) {
        var parameters = Parameters.of(call);
        if (!parameters.required("grant_type").equals(grantType)) {
            throw new ApiFailure(20036, 400, "The grant_type is not supported.");
        }
        return parameters;
    }

    private JsonObject pair(UserToken granted) {
        return new JsonObject()
                .put("access_token", tokens.issueAccess(granted, ACCESS_LIFE))
                .put("refresh_token", tokens.issueRefresh(granted, REFRESH_LIFE))
                .put("token_type", "Bearer")
                .put("expires_in", ACCESS_LIFE.toSeconds())
                .put("refresh_expires_in", REFRESH_LIFE.toSeconds())
                .put("scope", String.join(" ", granted.scopes()));
    }

    private JsonObject withPerson(ApiCall call, UserToken granted) {
        return pair(granted).mergeIn(profiles.of(call.caller().app(), granted.personKey(), granted.scopes()));
    }
}
