package pro.jit.gateway.forward;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.ApplicationAddress;

/**
 * A path inside an application: {@code /{org_id}/{app_id}/{rest}}, as it came, undecoded.
 *
 * @param rest what follows {@code /{org_id}/{app_id}/}; empty at the application's own address, with or without the slash
 */
record ApplicationPath(String orgId, String appId, String rest) {
    private static final Set<String> OURS = Set.of("login", "logout", "session", "access-requests", "console");

    /** Empty when the path cannot be an application's. */
    static Optional<ApplicationPath> of(@Nullable String rawPath) {
        if (rawPath == null || !rawPath.startsWith("/")) {
            return Optional.empty();
        }
        var segments = rawPath.substring(1).split("/", 3);
        return segments.length > 1 && ApplicationAddress.isPossible(segments[0], segments[1])
                ? Optional.of(new ApplicationPath(segments[0], segments[1], segments.length > 2 ? segments[2] : ""))
                : Optional.empty();
    }

    /** Whether the gateway itself answers here, whatever the application has. */
    boolean isOurs() {
        var plain = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        return OURS.contains(plain) || rest.startsWith("login/");
    }

    /** {@code /{org_id}/{app_id}}. */
    String application() {
        return "/" + orgId + "/" + appId;
    }

    /**
     * Whether a server behind us could read the path as another one than we do: dot segments, encoded or not, or with a path parameter, also
     * between backslashes. Browsers resolve them before they send anything.
     */
    static boolean isAmbiguous(String rawPath) {
        var decoded = rawPath.toLowerCase(Locale.ROOT)
                .replace("%2e", ".")
                .replace("%2f", "/")
                .replace("%5c", "/")
                .replace("%3b", ";")
                .replace('\\', '/');
        for (var segment : decoded.split("/", -1)) {
            var semicolon = segment.indexOf(';');
            var name = semicolon < 0 ? segment : segment.substring(0, semicolon);
            if (name.equals(".") || name.equals("..")) {
                return true;
            }
        }
        return decoded.contains("%00");
    }
}
