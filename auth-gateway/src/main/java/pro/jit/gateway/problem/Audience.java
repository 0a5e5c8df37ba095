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
 * @param https whether the answer travels over https, as far as the gateway itself sees
 */
public record Audience(boolean page, Language language, boolean https, String requestId) {

    /** As the request's {@code Accept}, path, {@code lang} and {@code Accept-Language} say. */
    public static Audience of(RoutingContext context) {
        var request = context.request();
        return new Audience(
                wantsPage(request),
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

    private static boolean isApi(@Nullable String path) {
        return path == null
                || path.startsWith("/api/")
                || path.startsWith("/oauth2/")
                || path.startsWith("/.well-known/")
                || path.startsWith("/forward-auth")
                || path.startsWith("/console/")
                || path.endsWith("/session");
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
