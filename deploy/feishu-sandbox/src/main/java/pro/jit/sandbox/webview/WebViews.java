package pro.jit.sandbox.webview;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.oauth.SandboxCookies;
import pro.jit.sandbox.token.RandomText;

/**
 * All open web views. They are reached at {@code http://{view}-{place}.client.localhost:{port}}: browsers lead every name below
 * {@code localhost} to their own machine (RFC 6761 section 6.3), so only a browser there can use them.
 */
public final class WebViews {
    private static final Pattern HOST = Pattern.compile("([0-9a-f]{12})-([0-9]{1,2})\\.client\\.localhost(?::[0-9]+)?");
    private static final int BOUND = 50;

    private final Tenants tenants;
    private final Supplier<String> sandbox;
    private final RandomText random;
    private final Map<String, WebView> views = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WebView> eldest) {
            return size() > BOUND;
        }
    };

    /** @param sandbox the sandbox's origin */
    public WebViews(Tenants tenants, Supplier<String> sandbox, RandomText random) {
        this.tenants = tenants;
        this.sandbox = sandbox;
        this.random = random;
    }

    /** A web view at one of the origins that it has visited. */
    record Window(WebView view, Origin origin) {}

    /** Whether a browser that reaches the sandbox can reach its web views: only on the same machine. */
    public boolean areReachable() {
        return "localhost".equals(URI.create(sandbox.get()).getHost());
    }

    /**
     * Opens the page for this person, who is logged in at Feishu there.
     *
     * @return the address for the browser
     */
    public URI open(Person person, String userAgent, URI page) {
        var origin =
                Origin.of(page).orElseThrow(() -> new IllegalArgumentException("'" + page + "' is no http(s) address"));
        var view = new WebView(random.hex(12), userAgent);
        view.keep(sandboxOrigin(), SandboxCookies.personCookie(tenants.brand()), person.unionId());
        synchronized (views) {
            views.put(view.id(), view);
        }
        return shown(view, origin, page);
    }

    /** Closes all. */
    public void closeAll() {
        synchronized (views) {
            views.clear();
        }
    }

    /** Whether this host is a web view's, open or not. */
    static boolean isWebView(@Nullable String host) {
        return host != null && HOST.matcher(host).matches();
    }

    /** The web view behind a {@code Host} header. */
    Optional<Window> find(String host) {
        var parts = HOST.matcher(host);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<WebView> view;
        synchronized (views) {
            view = Optional.ofNullable(views.get(parts.group(1)));
        }
        return view.flatMap(
                open -> open.origin(Integer.parseInt(parts.group(2))).map(origin -> new Window(open, origin)));
    }

    /** The real address of what the browser knows by an address of this view; empty for anything else. */
    Optional<URI> real(WebView view, URI shown) {
        return Optional.ofNullable(shown.getRawAuthority())
                .flatMap(this::find)
                .filter(window -> window.view() == view)
                .map(window -> URI.create(window.origin() + rest(shown)));
    }

    /** The address under which the browser sees a real one. */
    URI shown(WebView view, Origin origin, URI real) {
        var port = URI.create(sandbox.get()).getPort();
        var host = view.id() + "-" + view.place(origin) + ".client.localhost";
        return URI.create("http://" + host + (port == -1 ? "" : ":" + port) + rest(real));
    }

    Origin sandboxOrigin() {
        return Origin.of(URI.create(sandbox.get())).orElseThrow();
    }

    private static String rest(URI address) {
        var rest = new StringBuilder(Optional.ofNullable(address.getRawPath()).orElse(""));
        if (address.getRawQuery() != null) {
            rest.append('?').append(address.getRawQuery());
        }
        if (address.getRawFragment() != null) {
            rest.append('#').append(address.getRawFragment());
        }
        return rest.toString();
    }
}
