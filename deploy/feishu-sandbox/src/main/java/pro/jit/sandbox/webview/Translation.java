package pro.jit.sandbox.webview;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pro.jit.sandbox.webview.WebViews.Window;

/** Between the browser, which believes itself at a web view's host, and the app, which is to believe itself called by Feishu's client. */
final class Translation {
    private static final Pattern SEMICOLON = Pattern.compile(";");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final WebViews views;
    private final Window window;
    private final URI address;

    /** @param address the real address that is called */
    Translation(WebViews views, Window window, URI address) {
        this.views = views;
        this.window = window;
        this.address = address;
    }

    void request(MultiMap headers) {
        headers.set("Host", window.origin().authority());
        headers.set("User-Agent", window.view().userAgent());
        headers.remove("Accept-Encoding");
        replace(headers, "Origin", text -> real(text).flatMap(Origin::of).map(Origin::toString));
        replace(headers, "Referer", text -> real(text).map(URI::toString));
        // To the browser the window is a frame in a foreign page, to the app it is all there is.
        replace(headers, "Sec-Fetch-Dest", text -> Optional.of(text.equals("iframe") ? "document" : text));
        replace(headers, "Sec-Fetch-Site", text -> Optional.of(text.equals("cross-site") ? "none" : text));
        headers.remove("Cookie");
        window.view().cookiesFor(window.origin(), address).ifPresent(cookies -> headers.set("Cookie", cookies));
    }

    void response(MultiMap headers) {
        headers.getAll("Set-Cookie").forEach(cookie -> window.view().keep(window.origin(), cookie));
        headers.remove("Set-Cookie");
        headers.remove("X-Frame-Options");
        headers.remove("Strict-Transport-Security");
        replace(headers, "Location", text -> Optional.of(shown(text)));
        replaceEach(headers, "Content-Security-Policy", Translation::inFrame);
    }

    // Being framed is the client's business, not the page's; the bridge must be let in, and must reach the sandbox.
    private static String inFrame(String policy) {
        var directives = new LinkedHashMap<String, String>();
        SEMICOLON
                .splitAsStream(policy)
                .map(String::strip)
                .filter(directive -> !directive.isEmpty())
                .forEach(directive -> {
                    var nameAndSources = SPACE.split(directive, 2);
                    directives.putIfAbsent(
                            nameAndSources[0].toLowerCase(Locale.ROOT),
                            nameAndSources.length == 1 ? "" : nameAndSources[1]);
                });
        directives.remove("frame-ancestors");
        var otherwise = directives.get("default-src");
        for (var name : List.of("script-src", "connect-src")) {
            var sources = directives.getOrDefault(name, otherwise);
            if (sources != null) {
                directives.put(name, sources.equals("'none'") ? "'self'" : "'self' " + sources);
            }
        }
        return directives.entrySet().stream()
                .map(directive -> (directive.getKey() + " " + directive.getValue()).strip())
                .collect(Collectors.joining("; "));
    }

    private Optional<URI> real(String text) {
        return parsed(text).flatMap(uri -> views.real(window.view(), uri));
    }

    private String shown(String location) {
        return parsed(location)
                .map(address::resolve)
                .flatMap(target -> Origin.of(target).map(origin -> views.shown(window.view(), origin, target)
                        .toString()))
                .orElse(location);
    }

    static Optional<URI> parsed(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private interface Change {
        Optional<String> of(String value);
    }

    private static void replace(MultiMap headers, String name, Change change) {
        var value = headers.get(name);
        if (value != null) {
            change.of(value).ifPresentOrElse(other -> headers.set(name, other), () -> headers.remove(name));
        }
    }

    private static void replaceEach(MultiMap headers, String name, UnaryOperator<String> change) {
        List<String> values = List.copyOf(headers.getAll(name));
        headers.remove(name);
        values.forEach(value -> headers.add(name, change.apply(value)));
    }
}
