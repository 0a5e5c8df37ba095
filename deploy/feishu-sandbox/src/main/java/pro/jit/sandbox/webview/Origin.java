package pro.jit.sandbox.webview;

import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Optional;

/** Scheme, host and port of a page (RFC 6454), with the port always given. */
record Origin(String scheme, String host, int port) {
    /** The origin of an http(s) address; empty for any other. */
    static Optional<Origin> of(URI address) {
        var scheme = address.getScheme();
        var host = address.getHost();
        if (host == null || !("http".equals(scheme) || "https".equals(scheme))) {
            return Optional.empty();
        }
        int usual = "https".equals(scheme) ? 443 : 80;
        return Optional.of(new Origin(scheme, host, address.getPort() == -1 ? usual : address.getPort()));
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    /** Host and port as the {@code Host} header has them. */
    String authority() {
        return port == (isSecure() ? 443 : 80) ? host : host + ":" + port;
    }

    RequestOptions target() {
        return new RequestOptions().setHost(host).setPort(port).setSsl(isSecure());
    }

    /** As the {@code Origin} header has it. */
    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
