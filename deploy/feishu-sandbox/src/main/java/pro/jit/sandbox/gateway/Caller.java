package pro.jit.sandbox.gateway;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Scopes;

/**
 * Whose token a call carries.
 *
 * @param personKey the person of a user token; null for the app itself
 * @param scopes what the token may do
 */
public record Caller(FeishuApp app, @Nullable String personKey, Set<String> scopes) {
    /** Whether the app calls as itself. */
    public boolean isApp() {
        return personKey == null;
    }

    /** Whether the caller has one of these scopes. */
    public boolean hasAny(Set<String> wanted) {
        return wanted.stream().anyMatch(this::has);
    }

    /** Whether the caller has this scope; one that is for the other identity only is as good as none. */
    public boolean has(String scope) {
        return scopes.contains(scope) && Scopes.counts(scope, isApp());
    }

    /** Refuses with 99991672 or 99991679 unless the caller has one of these scopes. */
    public void require(Set<String> anyOf, String violationType) {
        if (hasAny(anyOf)) {
            return;
        }
        var forThis =
                anyOf.stream().filter(scope -> Scopes.counts(scope, isApp())).toList();
        if (isApp()) {
            throw ApiFailure.scope(violationType, forThis, app.appId(), "tenant");
        }
        if (forThis.stream().noneMatch(app.userScopes()::contains)) {
            throw ApiFailure.scope(violationType, forThis, app.appId(), "user");
        }
        throw ApiFailure.notGranted(forThis);
    }
}
