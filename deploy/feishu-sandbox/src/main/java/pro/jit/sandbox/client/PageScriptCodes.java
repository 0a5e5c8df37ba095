package pro.jit.sandbox.client;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Replies;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.oauth.AuthorizationCode.Origin;
import pro.jit.sandbox.oauth.AuthorizationCodes;
import pro.jit.sandbox.oauth.SandboxCookies;

/**
 * Where the stand-in of the JS SDK gets its codes: {@code POST /sandbox/h5/code} {@code {api, app_id, scope_list, url}}. Answers
 * {@code {code}} or {@code {errno, errString}} in the numbers of Feishu's client.
 */
public final class PageScriptCodes {
    private static final Duration ACCESS_CODE_LIFE = Duration.ofMinutes(3);

    private final Tenants tenants;
    private final Apps apps;
    private final AuthorizationCodes codes;
    private final FeishuClient client;

    /** Why the client gives no code. */
    private record Failure(int errno, String text) {}

    private static final class Failed extends RuntimeException {
        private final transient Failure failure;

        Failed(int errno, String text) {
            super(text, null, false, false);
            this.failure = new Failure(errno, text);
        }
    }

    public PageScriptCodes(Tenants tenants, Apps apps, AuthorizationCodes codes, FeishuClient client) {
        this.tenants = tenants;
        this.apps = apps;
        this.codes = codes;
        this.client = client;
    }

    /** Mounts it. */
    public void mount(OpenPlatform platform) {
        platform.mount(Operation.open(HttpMethod.POST, "/sandbox/h5/code"), this::answer);
        platform.mount(Operation.open(HttpMethod.OPTIONS, "/sandbox/h5/code"), call -> {
            allowOrigin(call.context());
            call.context().response().setStatusCode(204).end();
        });
    }

    private void answer(ApiCall call) {
        allowOrigin(call.context());
        try {
            Replies.json(call.context(), 200, new JsonObject().put("code", code(call)));
        } catch (Failed failed) {
            Replies.json(
                    call.context(),
                    200,
                    new JsonObject().put("errno", failed.failure.errno()).put("errString", failed.failure.text()));
        }
    }

    private String code(ApiCall call) {
        var body = call.jsonBody().orElseGet(JsonObject::new);
        var current = "requestAccess".equals(body.getValue("api"));
        if (current && !client.supportsRequestAccess()) {
            throw new Failed(103, "API is not supported by this client");
        }
        var app = apps.find(String.valueOf(body.getValue("app_id")))
                .orElseThrow(() -> new Failed(10200, "invalid app id"));
        if (app.redirectUrls().isEmpty()) {
            throw new Failed(10235, "no redirect url is configured");
        }
        if (!app.redirectsTo(String.valueOf(body.getValue("url")))) {
            throw new Failed(10236, "the url is not in the redirect url list");
        }
        var person = SandboxCookies.person(call.context(), tenants)
                .filter(known -> known.status().canLogIn())
                .orElseThrow(() -> new Failed(10210, "invalid session"));
        if (!app.isAvailableTo(person)) {
            throw new Failed(10228, "the app is not visible to the user");
        }
        return codes.issue(
                Origin.PAGE_SCRIPT,
                app,
                person.key(),
                null,
                null,
                scopes(app, body),
                current ? ACCESS_CODE_LIFE : AuthorizationCodes.LIFE);
    }

    private static Set<String> scopes(FeishuApp app, JsonObject body) {
        var scopes = new LinkedHashSet<String>();
        if (body.getValue("scope_list") instanceof JsonArray asked) {
            asked.forEach(scope -> scopes.add(String.valueOf(scope)));
        }
        scopes.retainAll(app.userScopes());
        return scopes;
    }

    private static void allowOrigin(RoutingContext context) {
        var origin = context.request().getHeader("Origin");
        if (origin != null) {
            context.response()
                    .putHeader("Access-Control-Allow-Origin", origin)
                    .putHeader("Access-Control-Allow-Credentials", "true")
                    .putHeader("Access-Control-Allow-Headers", "content-type")
                    .putHeader("Vary", "Origin");
        }
    }
}
