package pro.jit.sandbox.gateway;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.FeishuApp;

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
        return wanted.stream().anyMatch(scopes::contains);
    }

    public boolean has(String scope) {
        return scopes.contains(scope);
    }

    /** Refuses with 99991672 or 99991679 unless the caller has one of these scopes. */
    public void require(Set<String> anyOf, String violationType) {
        if (hasAny(anyOf)) {
            return;
        }
        if (isApp()) {
            throw ApiFailure.scope(violationType, anyOf, app.appId(), "tenant");
        }
        if (anyOf.stream().noneMatch(app.userScopes()::contains)) {
            throw ApiFailure.scope(violationType, anyOf, app.appId(), "user");
        }
        throw ApiFailure.notGranted(anyOf);
    }
}
