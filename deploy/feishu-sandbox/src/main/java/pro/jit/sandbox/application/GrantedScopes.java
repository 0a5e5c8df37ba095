package pro.jit.sandbox.application;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.model.AppContent;
import pro.jit.sandbox.model.AppVersion;
import pro.jit.sandbox.model.FeishuApp;

/** The scopes an app has been granted. It wants no scope itself. */
final class GrantedScopes {
    private static final int GRANTED = 1;
    private static final int NOT_GRANTED = 2;

    void list(ApiCall call) {
        var app = call.caller().app();
        if (app.versions().online().isEmpty()) {
            throw new ApiFailure(212100, 400, "app is not installed in this tenant");
        }
        call.success(new JsonObject().put("scopes", scopes(app)));
    }

    /**
     * What is in force, then what a version in review adds, as not granted. UNCONFIRMED (contract §13.3) whether Feishu lists scopes that
     * were added since the last version at all.
     */
    private static JsonArray scopes(FeishuApp app) {
        var scopes = new JsonArray();
        var inForce = app.content();
        add(scopes, inForce.tenantScopes(), Set.of(), "tenant", GRANTED);
        add(scopes, inForce.userScopes(), Set.of(), "user", GRANTED);
        app.versions()
                .waiting()
                .filter(version -> version.status() == AppVersion.Status.IN_REVIEW)
                .map(AppVersion::content)
                .ifPresent(asked -> addNew(scopes, asked, inForce));
        return scopes;
    }

    private static void addNew(JsonArray scopes, AppContent asked, AppContent inForce) {
        add(scopes, asked.tenantScopes(), inForce.tenantScopes(), "tenant", NOT_GRANTED);
        add(scopes, asked.userScopes(), inForce.userScopes(), "user", NOT_GRANTED);
    }

    /** UNCONFIRMED (contract §13.2) that {@code scope_type} is there, which Feishu's documents lack and its SDKs have. */
    private static void add(JsonArray scopes, Set<String> names, Set<String> without, String type, int status) {
        names.stream()
                .filter(name -> !without.contains(name))
                .forEach(name -> scopes.add(new JsonObject()
                        .put("scope_name", name)
                        .put("grant_status", status)
                        .put("scope_type", type)));
    }
}
