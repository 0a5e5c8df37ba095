package pro.jit.gateway.console.session;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import pro.jit.gateway.application.Origins;
import pro.jit.gateway.application.Visits;

/**
 * The cookie of a session of the console, and whose pages may use it.
 *
 * <p>{@code __Host-jit_console}: of this host alone (RFC 6265bis section 4.1.3.2), no script reads it, no other site's page sends it. On plain http, as in
 * the local stack, the prefix and {@code Secure} are left out; never where the public origin is https.
 */
@ApplicationScoped
public class ConsoleCookie {
    private static final String PLAIN = "jit_console";

    private final Visits visits;
    private final URI publicOrigin;

    ConsoleCookie(Visits visits, @ConfigProperty(name = "jit.public-origin") String publicOrigin) {
        this.visits = visits;
        this.publicOrigin = Origins.parse(publicOrigin)
                .orElseThrow(() -> new IllegalArgumentException(
                        "JIT_PUBLIC_ORIGIN (jit.public-origin) is no origin such as https://sso.example.com"));
    }

    /** What a request brought; empty for none. */
    public Optional<String> of(HttpServerRequest request) {
        var cookie = request.getCookie(name(request));
        return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
    }

    /** {@code Set-Cookie} of a new session. */
    String set(HttpServerRequest request, ConsoleToken token, Duration life) {
        return write(request, token.value(), life);
    }

    /** {@code Set-Cookie} that removes it. */
    public String removal(HttpServerRequest request) {
        return write(request, "", Duration.ZERO);
    }

    private String write(HttpServerRequest request, String value, Duration life) {
        return name(request) + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly"
                + (isPlain(request) ? "" : "; Secure") + "; SameSite=Strict";
    }

    private String name(HttpServerRequest request) {
        return isPlain(request) ? PLAIN : "__Host-" + PLAIN;
    }

    private boolean isPlain(HttpServerRequest request) {
        return Origins.isPlain(publicOrigin)
                && visits.of(request).origin().map(Origins::isPlain).orElse(true);
    }

    /**
     * Whether another origin's page sent this. {@code SameSite=Strict} leaves such requests without the cookie already; this is for browsers that know
     * nothing of it, and for pages of other hosts of the same site.
     */
    public boolean isForeign(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var safe =
                switch (request.method().name()) {
                    case "GET", "HEAD", "OPTIONS" -> true;
                    default -> false;
                };
        if (safe) {
            return "cross-site".equals(site);
        }
        var origin = request.getHeader("Origin");
        if (site != null && !"same-origin".equals(site) && !"none".equals(site)) {
            return true;
        }
        // A page with Referrer-Policy no-referrer sends "null" (Fetch, "append a request Origin header").
        return origin != null && !("null".equals(origin) && "same-origin".equals(site)) && !isOurs(request, origin);
    }

    private boolean isOurs(HttpServerRequest request, String origin) {
        return Origins.parse(origin)
                .filter(given -> given.equals(publicOrigin)
                        || visits.of(request).origin().filter(given::equals).isPresent())
                .isPresent();
    }
}
