package pro.jit.gateway.forward;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import pro.jit.gateway.token.SessionTokens.Verified;

/** The headers an application learns from who is calling. They come from us alone. */
final class IdentityHeaders {
    private static final Pattern SIGNS = Pattern.compile("[^a-z0-9]");

    private IdentityHeaders() {}

    /**
     * Removes what a client claims to be: everything named {@code X-Jit-…}, with any other sign in place of the hyphens too, as a server that
     * hands headers on as variables (CGI and its kin) makes underscores of them all. With {@code authorization}, that as well.
     */
    static void strip(MultiMap headers, boolean authorization) {
        for (var name : List.copyOf(headers.names())) {
            var spelled = spelled(name);
            if (spelled.startsWith("x-jit-") || (authorization && spelled.equals("authorization"))) {
                headers.remove(name);
            }
        }
    }

    /** The name as a careless server could read it: lower case, a hyphen for every sign. */
    static String spelled(String name) {
        return SIGNS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    }

    /** Sets who is calling. */
    static void set(MultiMap headers, Verified session, String token) {
        var claims = session.claims();
        headers.set("X-Jit-Member-Id", claims.memberId());
        headers.set("X-Jit-Org-Id", claims.orgId());
        headers.set("X-Jit-App-Id", claims.appId());
        headers.set("X-Jit-Roles", String.join(",", claims.roles()));
        headers.set("X-Jit-Name", percentEncoded(claims.name() == null ? "" : claims.name()));
        headers.set("Authorization", "Bearer " + token);
    }

    /** RFC 3986 percent-encoding of the UTF-8 bytes. */
    static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
