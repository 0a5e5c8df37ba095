package pro.jit.gateway.console.session;

import java.util.List;
import java.util.Set;
import pro.jit.gateway.client.Scopes;

/** What the console's calls may do. */
public final class ConsoleScopes {
    private static final List<String> PLATFORM = Scopes.ALL.stream()
            .filter(scope -> !scope.equals(Scopes.GATEWAY_ONLY))
            .toList();

    /** What there is one of for all applications is the platform's. */
    private static final Set<String> NOT_A_MEMBERS = Set.of(
            "clients:read",
            "clients:write",
            "signing-keys:read",
            "signing-keys:write",
            "access:evaluate",
            "tokens:introspect");

    private static final List<String> MEMBER =
            PLATFORM.stream().filter(scope -> !NOT_A_MEMBERS.contains(scope)).toList();

    private ConsoleScopes() {}

    /** For whoever is at it, in the order scopes are listed to people. */
    public static List<String> of(ConsoleSession session) {
        return switch (session) {
            case ConsoleSession.Platform platform -> PLATFORM;
            case ConsoleSession.Member member -> MEMBER;
        };
    }
}
