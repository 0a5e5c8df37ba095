package pro.jit.sandbox.webview;

import io.netty.handler.codec.http.cookie.ClientCookieDecoder;
import io.netty.handler.codec.http.cookie.ClientCookieEncoder;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.vertx.ext.web.client.spi.CookieStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One open web view. Each origin that it visits is shown to the browser under a host name of its own, so that to the page it is an origin
 * like the real one; its cookies are kept here, as the client keeps them apart from any browser's.
 */
final class WebView {
    private static final int MOST_ORIGINS = 50;

    private final String id;
    private final String userAgent;
    private final List<Origin> origins = new ArrayList<>();
    private final CookieStore cookies = CookieStore.build();

    WebView(String id, String userAgent) {
        this.id = id;
        this.userAgent = userAgent;
    }

    String id() {
        return id;
    }

    String userAgent() {
        return userAgent;
    }

    /** The place of this origin among those visited, which is part of the host name that the browser sees. */
    synchronized int place(Origin origin) {
        var known = origins.indexOf(origin);
        if (known >= 0) {
            return known;
        }
        if (origins.size() >= MOST_ORIGINS) {
            throw new IllegalArgumentException("The web view has visited " + MOST_ORIGINS + " origins already");
        }
        origins.add(origin);
        return origins.size() - 1;
    }

    synchronized Optional<Origin> origin(int place) {
        return place < origins.size() ? Optional.of(origins.get(place)) : Optional.empty();
    }

    /** Keeps a cookie for an origin. */
    void keep(Origin origin, String name, String value) {
        var cookie = new DefaultCookie(name, value);
        cookie.setDomain(origin.host());
        cookie.setPath("/");
        cookies.put(cookie);
    }

    /** Keeps, or forgets, what a {@code Set-Cookie} from this origin says. One that cannot be read is nothing, as in a browser. */
    void keep(Origin origin, String setCookie) {
        var cookie = ClientCookieDecoder.LAX.decode(setCookie);
        if (cookie == null) {
            return;
        }
        if (cookie.domain() == null) {
            cookie.setDomain(origin.host());
        }
        if (cookie.path() == null || !cookie.path().startsWith("/")) {
            cookie.setPath("/");
        }
        if (cookie.maxAge() <= 0 && cookie.maxAge() != Cookie.UNDEFINED_MAX_AGE) {
            cookies.remove(cookie);
        } else {
            cookies.put(cookie);
        }
    }

    /** The {@code Cookie} header for an address; empty when there is nothing to send. */
    Optional<String> cookiesFor(Origin origin, URI address) {
        var path = Optional.ofNullable(address.getRawPath())
                .filter(text -> !text.isEmpty())
                .orElse("/");
        // A browser sends secure cookies to http://localhost too.
        var secure = origin.isSecure() || origin.host().equals("localhost");
        var matching = new ArrayList<Cookie>();
        cookies.get(secure, origin.host(), path).forEach(matching::add);
        return Optional.ofNullable(ClientCookieEncoder.LAX.encode(matching));
    }
}
