package pro.jit.gateway.problem;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.page.Language;

/**
 * To whom a problem is told.
 *
 * @param page a person reading pages; otherwise a program reading JSON
 * @param oauth a program that speaks OAuth, and reads what is wrong with its request in the words of RFC 6749
 * @param https whether the answer travels over https, as far as the gateway itself sees
 */
public record Audience(boolean page, boolean oauth, Language language, boolean https, String requestId) {

    /** As the request's {@code Accept}, path, {@code lang} and {@code Accept-Language} say. */
    public static Audience of(RoutingContext context) {
        var request = context.request();
        var page = wantsPage(request);
        return new Audience(
                page,
                !page && isOAuth(request.path()),
                Language.of(request),
                "https".equals(request.scheme()) || "https".equals(request.getHeader("X-Forwarded-Proto")),
                RequestId.of(context));
    }

    private static boolean wantsPage(HttpServerRequest request) {
        var accept = request.getHeader("Accept");
        var html = quality(accept, "text/html");
        var json = Math.max(quality(accept, "application/json"), quality(accept, "application/problem+json"));
        if (html > 0 || json > 0) {
            return html > json
                    || (html == json && accept != null && accept.indexOf("text/html") < accept.indexOf("json"));
        }
        return "GET".equals(request.method().name()) && !isApi(request.path());
    }

    private static boolean isOAuth(@Nullable String path) {
        return path != null && path.startsWith("/oauth2/");
    }

    private static boolean isApi(@Nullable String path) {
        return path == null
                || path.startsWith("/api/")
                || isOAuth(path)
                || path.startsWith("/.well-known/")
                || path.startsWith("/forward-auth")
                || path.startsWith("/console/")
                || path.endsWith("/session")
                || path.endsWith("/session/");
    }

    private static double quality(@Nullable String accept, String type) {
        if (accept == null) {
            return 0;
        }
        for (var entry : accept.split(",", 50)) {
            var parts = entry.split(";", 10);
            if (parts[0].strip().toLowerCase(Locale.ROOT).equals(type)) {
                for (var part : parts) {
                    if (part.strip().startsWith("q=")) {
                        return number(part.strip().substring(2));
                    }
                }
                return 1;
            }
        }
        return 0;
    }

    private static double number(String quality) {
        try {
            return Double.parseDouble(quality);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
