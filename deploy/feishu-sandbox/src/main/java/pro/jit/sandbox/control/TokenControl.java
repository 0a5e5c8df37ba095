package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.POST;

import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.token.AppTokens;
import pro.jit.sandbox.token.UserTokens;

/** Tokens that end before their time. */
final class TokenControl {
    private final Apps apps;
    private final AppTokens appTokens;
    private final UserTokens userTokens;

    TokenControl(Apps apps, AppTokens appTokens, UserTokens userTokens) {
        this.apps = apps;
        this.appTokens = appTokens;
        this.userTokens = userTokens;
    }

    void mount(ControlApi api) {
        api.route(POST, "/tokens/expire", context -> {
            appTokens.revokeAll();
            userTokens.expireAll();
            return null;
        });
        api.ofTenant(POST, "/people/:id/revoke-tokens", (company, context) -> {
            var key = company.person(context.pathParam("id")).key();
            apps.of(company).forEach(app -> userTokens.revoke(app.appId(), key));
            return null;
        });
    }
}
