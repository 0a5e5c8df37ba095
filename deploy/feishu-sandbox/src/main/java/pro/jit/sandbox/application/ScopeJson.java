package pro.jit.sandbox.application;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import pro.jit.sandbox.model.AppContent;

/** Scopes as apps and versions list them: each once, with the identities it is for. */
final class ScopeJson {
    private ScopeJson() {}

    /** The sandbox knows neither Feishu's descriptions nor its levels: each scope describes itself, and is of level 1. */
    static JsonArray of(AppContent content) {
        var names = new LinkedHashSet<>(content.tenantScopes());
        names.addAll(content.userScopes());
        var scopes = new JsonArray();
        names.forEach(name -> scopes.add(new JsonObject()
                .put("scope", name)
                .put("description", name)
                .put("level", 1)
                .put("token_types", tokenTypes(content, name))));
        return scopes;
    }

    private static JsonArray tokenTypes(AppContent content, String name) {
        var types = new JsonArray();
        if (content.tenantScopes().contains(name)) {
            types.add("tenant");
        }
        if (content.userScopes().contains(name)) {
            types.add("user");
        }
        return types;
    }
}
