package pro.jit.gateway.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Origins;

/**
 * The request a proxy asks about.
 *
 * @param origin what the visitor's address bar begins with
 * @param uri path and query as the visitor sent them
 */
record ForwardedRequest(String method, URI origin, String uri) {
    /**
     * As the proxy's headers say: {@code X-Forwarded-Method/Proto/Host/Uri} (Traefik, Envoy), else {@code X-Original-Method/URL} (nginx).
     *
     * <p>A proxy sets one family, and may pass on what a client sent of the other. So where both speak they must speak of the same address,
     * and none may be there twice: else a client could have another application checked than the one it gets.
     */
    static Optional<ForwardedRequest> of(MultiMap headers) {
        var forwarded = forwarded(headers);
        var original = original(headers);
        var repeated = headers.getAll("X-Forwarded-Uri").size() > 1
                || headers.getAll("X-Original-URL").size() > 1;
        if (repeated || (headers.contains("X-Forwarded-Uri") && forwarded.isEmpty())) {
            return Optional.empty();
        }
        if (forwarded.isPresent() && headers.contains("X-Original-URL")) {
            return forwarded.filter(request -> original.map(ForwardedRequest::uri)
                    .filter(request.uri()::equals)
                    .isPresent());
        }
        return forwarded.or(() -> original);
    }

    /**
     * As Envoy asks: with the visitor's own method and {@code :authority}, and the visitor's path behind ours. The scheme alone is in a header,
     * {@code X-Forwarded-Proto}, which Envoy sets itself. Headers of another family must agree, as above.
     */
    static Optional<ForwardedRequest> of(HttpServerRequest request, String prefix) {
        var headers = request.headers();
        var proto = headers.get("X-Forwarded-Proto");
        var asked = of(
                request.method().name(),
                (proto == null ? "http" : proto) + "://" + request.authority(),
                request.uri().substring(prefix.length()));
        return headers.contains("X-Forwarded-Uri") || headers.contains("X-Original-URL")
                ? asked.filter(known -> of(headers)
                        .map(ForwardedRequest::uri)
                        .filter(known.uri()::equals)
                        .isPresent())
                : asked;
    }

    private static Optional<ForwardedRequest> forwarded(MultiMap headers) {
        var uri = headers.get("X-Forwarded-Uri");
        if (uri == null) {
            return Optional.empty();
        }
        var proto = headers.get("X-Forwarded-Proto");
        var host = headers.get("X-Forwarded-Host");
        return of(
                headers.get("X-Forwarded-Method"),
                (proto == null ? "http" : proto) + "://" + (host == null ? headers.get("Host") : host),
                uri);
    }

    private static Optional<ForwardedRequest> original(MultiMap headers) {
        var url = headers.get("X-Original-URL");
        var path = url == null ? -1 : url.indexOf('/', Math.max(0, url.indexOf("://")) + 3);
        return url == null || path < 0 || !url.contains("://")
                ? Optional.empty()
                : of(headers.get("X-Original-Method"), url.substring(0, path), url.substring(path));
    }

    private static Optional<ForwardedRequest> of(@Nullable String method, String origin, String uri) {
        return uri.startsWith("/")
                ? Origins.parse(origin).map(known -> new ForwardedRequest(method == null ? "GET" : method, known, uri))
                : Optional.empty();
    }

    /** The path alone. */
    String path() {
        var end = uri.indexOf('?');
        return end < 0 ? uri : uri.substring(0, end);
    }
}
