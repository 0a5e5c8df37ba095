package pro.jit.sandbox.model;

import java.net.URI;
import java.net.URISyntaxException;

/** An address that a browser can be sent to, or an event posted to. */
public final class WebAddress {
    private static final int LAST_PORT = 65_535;

    private WebAddress() {}

    /**
     * Refuses what is no http(s) address with a host and, if it names one, a port that exists.
     *
     * @throws IllegalArgumentException naming the field
     */
    public static void require(String field, String address) {
        if (!isOne(address)) {
            throw new IllegalArgumentException(field + ": '" + address + "' is no http(s) address");
        }
    }

    private static boolean isOne(String address) {
        try {
            var uri = new URI(address);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getPort() != 0
                    && uri.getPort() <= LAST_PORT;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
