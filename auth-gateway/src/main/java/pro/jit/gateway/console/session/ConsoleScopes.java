package pro.jit.gateway.console.session;

import java.util.List;
import pro.jit.gateway.client.Scopes;

/** What the console's calls may do. */
public final class ConsoleScopes {
    private static final List<String> PLATFORM = Scopes.ALL.stream()
            .filter(scope -> !scope.equals(Scopes.GATEWAY_ONLY))
            .toList();

    private ConsoleScopes() {}

    /** For whoever is at it, in the order scopes are listed to people. */
    public static List<String> of(ConsoleSession session) {
        return switch (session) {
            case ConsoleSession.Platform platform -> PLATFORM;
        };
    }
}
