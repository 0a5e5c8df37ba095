package pro.jit.sandbox.gateway;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.gateway.Operation.Token;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.token.AppTokens;
import pro.jit.sandbox.token.UserTokens;

/** Tells who calls from the Authorization header, or refuses with the gateway's number for what is wrong with it. */
public final class TokenCheck {
    private static final String INVALID =
            "Invalid access token for authorization. Please make a test attempt using the correct access token.";

    private final Apps apps;
    private final AppTokens appTokens;
    private final UserTokens userTokens;

    public TokenCheck(Apps apps, AppTokens appTokens, UserTokens userTokens) {
        this.apps = apps;
        this.appTokens = appTokens;
        this.userTokens = userTokens;
    }

    /** UNCONFIRMED (contract §12.5) that these numbers come before an API's own, such as 20005 of user_info, and all of them with HTTP 400. */
    Optional<Caller> check(Operation operation, @Nullable String authorization) {
        if (operation.token() == Token.NONE) {
            return Optional.empty();
        }
        if (authorization == null || !authorization.startsWith("Bearer ") || authorization.length() == 7) {
            throw new ApiFailure(
                    99991661,
                    400,
                    "Missing access token for authorization. Please make a request with token attached.");
        }
        var token = authorization.substring(7);
        var caller =
                switch (operation.token()) {
                    case NONE -> throw new IllegalStateException("Handled above");
                    case APP -> app(token, 99991664);
                    case TENANT -> app(token, 99991663);
                    case USER -> user(token);
                    case TENANT_OR_USER -> either(token);
                };
        if (!caller.app().enabled()) {
            throw new ApiFailure(99991662, 400, "app not in use");
        }
        return Optional.of(caller);
    }

    /** Ends a token before its time, be it an app's or a person's. */
    void expire(@Nullable String authorization) {
        if (authorization != null && authorization.startsWith("Bearer ")) {
            var token = authorization.substring(7);
            appTokens.expire(token);
            userTokens.expire(token);
        }
    }

    private Caller either(String token) {
        if (token.startsWith("t-")) {
            return app(token, 99991663);
        }
        if (token.startsWith("u-") || token.startsWith("eyJ")) {
            return user(token);
        }
        throw new ApiFailure(99991671, 400, "Invalid access token, must start with 't-' or 'u-'");
    }

    private Caller app(String token, int codeIfInvalid) {
        if (appTokens.endedEarly(token)) {
            throw new ApiFailure(99991677, 400, "Authentication token expired");
        }
        return appTokens
                .find(token)
                .flatMap(found -> apps.find(found.appId()))
                .map(app -> new Caller(app, null, app.tenantScopes()))
                .orElseThrow(() -> new ApiFailure(codeIfInvalid, 400, INVALID));
    }

    private Caller user(String token) {
        var found = userTokens.find(token).orElseThrow(() -> new ApiFailure(99991668, 400, INVALID));
        if (!userTokens.isLive(found)) {
            throw new ApiFailure(99991677, 400, "Authentication token expired");
        }
        FeishuApp app = apps.find(found.appId()).orElseThrow(() -> new ApiFailure(99991668, 400, INVALID));
        var inForce = new java.util.LinkedHashSet<String>(found.scopes());
        inForce.retainAll(app.userScopes());
        return new Caller(app, found.personKey(), Set.copyOf(inForce));
    }
}
