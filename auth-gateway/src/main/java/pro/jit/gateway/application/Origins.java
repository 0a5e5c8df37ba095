package pro.jit.gateway.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Origins (scheme, host, port) in one spelling, so that they can be compared. */
public final class Origins {
    /** RFC 1035 section 2.3.4, in text. */
    private static final int LONGEST_HOST = 253;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Origins() {}

    /** The origin this text is, lower case and without a default port; empty if it is anything else or more than an origin. */
    public static Optional<URI> parse(String text) {
        try {
            var uri = new URI(text);
            var path = uri.getRawPath();
            if (uri.getScheme() == null
                    || uri.getHost() == null
                    || uri.getHost().length() > LONGEST_HOST
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || (path != null && !path.isEmpty() && !"/".equals(path))
                    || uri.getPort() == 0
                    || uri.getPort() > 65_535) {
                return Optional.empty();
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (!"http".equals(scheme) && !"https".equals(scheme)) {
                return Optional.empty();
            }
            return Optional.of(of(uri));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The origin of an absolute http or https address. */
    public static URI of(URI address) {
        var scheme = address.getScheme().toLowerCase(Locale.ROOT);
        var usual = "https".equals(scheme) ? 443 : 80;
        var port = address.getPort() == -1 || address.getPort() == usual ? "" : ":" + address.getPort();
        return URI.create(scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + port);
    }

    /** Whether the host is this machine's own. */
    public static boolean isLoopback(URI origin) {
        return LOOPBACK.contains(origin.getHost());
    }

    /** Whether cookies of this origin go without {@code Secure}: plain http, as in the local stack. */
    public static boolean isPlain(URI origin) {
        return "http".equals(origin.getScheme());
    }
}
