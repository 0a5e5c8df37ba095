package pro.jit.sandbox.oauth;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Replies;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.token.AppTokens;

/** Tokens of a self-built app itself. Failures come with HTTP 200. */
public final class AppTokenEndpoint {
    // A token that has just been issued has all of its seconds left.
    private static final Duration ALMOST_A_SECOND = Duration.ofNanos(999_999_999);

    private final Apps apps;
    private final AppTokens tokens;

    public AppTokenEndpoint(Apps apps, AppTokens tokens) {
        this.apps = apps;
        this.tokens = tokens;
    }

    /** Mounts both kinds; a trailing slash is tolerated. */
    public void mount(OpenPlatform platform) {
        platform.mount(
                Operation.open(HttpMethod.POST, "/open-apis/auth/v3/tenant_access_token/internal"),
                call -> answer(call, false),
                AppTokenEndpoint::refuse);
        platform.mount(
                Operation.open(HttpMethod.POST, "/open-apis/auth/v3/app_access_token/internal"),
                call -> answer(call, true),
                AppTokenEndpoint::refuse);
    }

    private void answer(ApiCall call, boolean appToken) {
        var body = call.jsonBody().orElseThrow(AppTokenEndpoint::invalidParameter);
        if (!(body.getValue("app_id") instanceof String appId)
                || !(body.getValue("app_secret") instanceof String secret)
                || secret.isEmpty()) {
            throw invalidParameter();
        }
        var app = apps.find(appId).orElseThrow(AppTokenEndpoint::invalidParameter);
        if (!app.secret().equals(secret)) {
            throw wrongSecret();
        }
        var token = tokens.issue(appId);
        var reply = new JsonObject().put("code", 0).put("msg", "ok");
        if (appToken) {
            reply.put("app_access_token", token.value());
        }
        reply.put("tenant_access_token", token.value())
                .put("expire", tokens.remaining(token).plus(ALMOST_A_SECOND).toSeconds());
        Replies.json(call.context(), 200, reply);
    }

    /** UNCONFIRMED (contract §12.4) whether a wrong secret gets 10014 or 10015, and when 10012 and 10013 come; here never. */
    private static ApiFailure wrongSecret() {
        return new ApiFailure(10014, 200, "app secret invalid");
    }

    private static ApiFailure invalidParameter() {
        return new ApiFailure(10003, 200, "invalid param");
    }

    private static void refuse(RoutingContext context, ApiFailure failure) {
        var body = new JsonObject().put("code", failure.code());
        if (failure.code() == 10003) {
            body.put("data", new JsonObject());
        }
        Replies.json(context, failure.status(), body.put("msg", failure.getMessage()));
    }
}
