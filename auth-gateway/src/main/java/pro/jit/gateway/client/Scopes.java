package pro.jit.gateway.client;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every scope a service token can carry. */
public final class Scopes {
    /** In the order they are listed to people. */
    public static final List<String> ALL = List.of(
            "applications:read",
            "applications:write",
            "organizations:read",
            "organizations:write",
            "members:read",
            "members:refresh",
            "permissions:read",
            "permissions:write",
            "sessions:read",
            "sessions:write",
            "clients:read",
            "clients:write",
            "signing-keys:read",
            "signing-keys:write",
            "access:evaluate",
            "tokens:introspect",
            "login-configuration:read");

    /** App Secrets in clear: for the gateway's own calls, never for a client (design: scopes of service tokens). */
    public static final String GATEWAY_ONLY = "login-configuration:read";

    private Scopes() {}

    /** The scopes of a space-separated list, unknown ones included. */
    public static Set<String> parse(String scope) {
        var scopes = new LinkedHashSet<>(Arrays.asList(scope.split(" ", -1)));
        scopes.remove("");
        return scopes;
    }

    /** Space separated and sorted, as in a token's scope claim. */
    public static String write(Collection<String> scopes) {
        return String.join(" ", new TreeSet<>(scopes));
    }
}
