package pro.jit.gateway.forward;

import io.vertx.core.MultiMap;
import java.util.Locale;

/** Telling a person who opens a page from a script that asks for something. */
final class Navigation {
    private Navigation() {}

    /** A page navigation: GET, and {@code Accept} has {@code text/html}. */
    static boolean isPage(String method, MultiMap headers) {
        var accept = headers.get("Accept");
        return "GET".equals(method)
                && accept != null
                && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /** Path and query of the login page that leads back to {@code pathAndQuery}. */
    static String login(ApplicationPath path, String pathAndQuery) {
        return path.application() + "/login?return_to=" + IdentityHeaders.percentEncoded(pathAndQuery);
    }
}
