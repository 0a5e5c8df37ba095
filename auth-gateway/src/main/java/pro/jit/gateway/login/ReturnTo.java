package pro.jit.gateway.login;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;

/** Where a person goes after signing in: a path inside the application, or nowhere else. */
final class ReturnTo {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9/?#\\[\\]@!$&'()*+,;=:._~%-]{1,2000}");

    private ReturnTo() {}

    /** The path, unchanged, if no browser or proxy can read it as anything but a path of this application; empty otherwise. */
    static Optional<String> of(Application application, @Nullable String path) {
        if (path == null || !HARMLESS.matcher(path).matches()) {
            return Optional.empty();
        }
        var inside = application.path() + "/";
        var bare = path.split("[?#]", 2)[0];
        if (!bare.startsWith(inside) || !isPlain(bare)) {
            return Optional.empty();
        }
        // Back to where one comes from would be a circle; a relying party's authorization request goes on from there.
        var first = bare.substring(inside.length()).split("/", 2)[0];
        var circle = "login".equals(first) || "logout".equals(first);
        return circle && !bare.equals(inside + "login/authorize") ? Optional.empty() : Optional.of(path);
    }

    /** Says the same however often it is decoded: no empty or dotted segment, no slash or control in disguise. */
    private static boolean isPlain(String path) {
        var decoded = path;
        for (var round = 0; round < 3; round++) {
            if (decoded.contains("//")
                    || decoded.contains("\\")
                    || decoded.chars().anyMatch(Character::isISOControl)
                    || Arrays.stream(decoded.split("/"))
                            .anyMatch(segment -> ".".equals(segment) || "..".equals(segment))) {
                return false;
            }
            var segments = decoded.chars().filter(character -> character == '/').count();
            try {
                decoded = URLDecoder.decode(decoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return round > 0;
            }
            if (decoded.chars().filter(character -> character == '/').count() != segments) {
                return false;
            }
        }
        return true;
    }
}
