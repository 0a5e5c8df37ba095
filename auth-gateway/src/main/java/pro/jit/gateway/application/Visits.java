package pro.jit.gateway.application;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from where and by which origin a visitor came, believing forwarded headers only from proxies of ours. */
@ApplicationScoped
public class Visits {
    private final TrustedProxies proxies;

    Visits(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * How a request reached us.
     *
     * @param origin what the visitor's address bar begins with; empty where that cannot be told
     * @param address the visitor's literal IP address
     */
    public record Visit(Optional<URI> origin, String address) {
        /** The application's entry origin the visitor came by; its first one if they came by none of them. */
        public URI entryOrigin(Application application) {
            return origin.filter(application.entryOrigins()::contains)
                    .orElse(application.entryOrigins().getFirst());
        }

        /** Whether the visitor came by a host where the application's cookies would not be found again. */
        public boolean isElsewhere(Application application) {
            return origin.isPresent() && !application.entryOrigins().contains(origin.get());
        }

        /** Whether the visitor's browser speaks https. */
        public boolean https() {
            return origin.map(URI::getScheme).filter("https"::equals).isPresent();
        }
    }

    /** How this request reached us. */
    public Visit of(HttpServerRequest request) {
        var peer = request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
        var authority = request.authority();
        var host = authority == null ? null : authority.toString();
        if (!proxies.trusts(peer)) {
            return new Visit(origin(request.scheme(), host), peer);
        }
        var scheme = first(request.getHeader("X-Forwarded-Proto"));
        var forwardedHost = first(request.getHeader("X-Forwarded-Host"));
        return new Visit(
                origin(scheme == null ? request.scheme() : scheme, forwardedHost == null ? host : forwardedHost),
                client(request.getHeader("X-Forwarded-For"), peer));
    }

    private static Optional<URI> origin(@Nullable String scheme, @Nullable String host) {
        return scheme == null || host == null ? Optional.empty() : Origins.parse(scheme + "://" + host);
    }

    private static @Nullable String first(@Nullable String header) {
        return header == null || header.isBlank() ? null : header.split(",", 2)[0].strip();
    }

    /** The last address that is no proxy of ours: what stands before it is the visitor's own claim. */
    private String client(@Nullable String forwardedFor, String peer) {
        if (forwardedFor == null) {
            return peer;
        }
        var hops = forwardedFor.split(",", -1);
        var client = peer;
        for (var hop = hops.length - 1; hop >= 0 && hop >= hops.length - 20; hop--) {
            var address = hops[hop].strip();
            if (!TrustedProxies.isLiteral(address)) {
                return client;
            }
            client = address;
            if (!proxies.trusts(address)) {
                return client;
            }
        }
        return client;
    }
}
