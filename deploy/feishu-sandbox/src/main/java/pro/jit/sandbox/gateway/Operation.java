package pro.jit.sandbox.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * One operation of the Open Platform.
 *
 * @param path with {@code :name} for variable segments
 * @param token whose token it wants
 * @param anyScope the caller needs one of these; empty when none is needed
 */
public record Operation(HttpMethod method, String path, Token token, Set<String> anyScope) {
    /** Whose token an operation wants. */
    public enum Token {
        NONE,
        APP,
        TENANT,
        USER,
        TENANT_OR_USER
    }

    public Operation {
        anyScope = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(anyScope));
    }

    /** An operation that wants no token: it is how tokens are got, or a page. */
    public static Operation open(HttpMethod method, String path) {
        return new Operation(method, path, Token.NONE, Set.of());
    }

    /** How faults and statistics call it, such as {@code GET /open-apis/contact/v3/users/batch}. */
    public String endpoint() {
        return method + " " + path;
    }
}
