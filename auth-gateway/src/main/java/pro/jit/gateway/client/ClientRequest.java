package pro.jit.gateway.client;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.problem.ProblemException;

/** A client as a caller describes it: whole for a creation, the merged document for a change. */
record ClientRequest(
        @Nullable String clientId,
        @Nullable List<@Nullable String> scopes,
        @Nullable Map<String, Object> jwks) {
    static final ClientRequest EMPTY = new ClientRequest(null, null, null);

    /**
     * The scopes.
     *
     * @throws ProblemException {@code invalid-request}
     */
    Set<String> checkedScopes() {
        if (scopes == null || scopes.isEmpty()) {
            throw ProblemException.invalid("scopes", "must name at least one scope");
        }
        var checked = new TreeSet<String>();
        for (var scope : scopes) {
            if (scope == null || !Scopes.ALL.contains(scope)) {
                throw ProblemException.invalid("scopes", "holds something that is not a scope");
            }
            checked.add(scope);
        }
        return checked;
    }

    /**
     * The keys; null for a client with a secret.
     *
     * @throws ProblemException {@code invalid-request}
     */
    @Nullable
    ClientKeys checkedKeys() {
        try {
            return jwks == null ? null : ClientKeys.of(jwks);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("jwks", e.getMessage() == null ? "is not valid" : e.getMessage());
        }
    }
}
