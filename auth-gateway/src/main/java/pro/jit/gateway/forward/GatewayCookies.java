package pro.jit.gateway.forward;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The gateway's own cookies in a request that is passed on or checked. */
final class GatewayCookies {
    private static final int MOST = 5;

    private GatewayCookies() {}

    /**
     * Values of all cookies of this name, at most five: a browser may send several of one name, set for different paths, and does not say
     * which is which.
     */
    static List<String> values(MultiMap headers, String name) {
        var values = new ArrayList<String>(1);
        for (var header : headers.getAll("Cookie")) {
            for (var pair : header.split(";", -1)) {
                var equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name) && values.size() < MOST) {
                    values.add(pair.substring(equals + 1).strip());
                }
            }
        }
        return values;
    }

    /** Takes ours out of the {@code Cookie} header: an application has no use for them, and must not get hold of a refresh token. */
    static void strip(MultiMap headers) {
        var kept = new ArrayList<String>();
        for (var header : headers.getAll("Cookie")) {
            for (var pair : header.split(";", -1)) {
                if (!pair.isBlank() && !isOurs(pair)) {
                    kept.add(pair.strip());
                }
            }
        }
        headers.remove("Cookie");
        if (!kept.isEmpty()) {
            headers.set("Cookie", String.join("; ", kept));
        }
    }

    /** Takes ours out of an answer: an application cannot put a session in the place of a visitor's. */
    static void stripAnswer(MultiMap headers) {
        var cookies = List.copyOf(headers.getAll("Set-Cookie"));
        if (cookies.stream().anyMatch(GatewayCookies::isOurs)) {
            headers.remove("Set-Cookie");
            cookies.stream().filter(cookie -> !isOurs(cookie)).forEach(cookie -> headers.add("Set-Cookie", cookie));
        }
    }

    /** Whether a cookie, written as {@code name=value…}, has a name of ours. */
    static boolean isOurs(String cookie) {
        var equals = cookie.indexOf('=');
        var name = (equals < 0 ? cookie : cookie.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        return name.replaceFirst("^__(secure|host)-", "").startsWith("jit_");
    }
}
