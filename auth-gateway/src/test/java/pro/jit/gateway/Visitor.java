package pro.jit.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** A browser: keeps cookies by path, follows no redirect, and comes by the entry origin {@code http://localhost:8080} through a proxy. */
public final class Visitor {
    public static final String ORIGIN = "http://localhost:8080";
    public static final String MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0 Safari/537.36";
    public static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1";
    public static final String FEISHU =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/101.0 Safari/537.36 Lark/6.7.5 LarkLocale/en_US";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private record Key(String name, String path) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return (name + path).compareTo(other.name + other.path);
        }
    }

    private final String userAgent;
    private final Map<Key, String> cookies = new TreeMap<>();
    private String accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
    private String language = "en";
    private String host = "localhost:8080";
    private String scheme = "http";
    private String from = "";

    private Visitor(String userAgent) {
        this.userAgent = userAgent;
    }

    public static Visitor with(String userAgent) {
        return new Visitor(userAgent);
    }

    public Visitor accepting(String types) {
        accept = types;
        return this;
    }

    public Visitor speaking(String languages) {
        language = languages;
        return this;
    }

    /** By what the proxy says the address bar begins with. */
    public Visitor comingBy(String scheme, String host) {
        this.scheme = scheme;
        this.host = host;
        return this;
    }

    /** From which address, as the proxy says. */
    public Visitor at(String address) {
        from = address;
        return this;
    }

    /** What the address bar begins with. */
    public String origin() {
        return scheme + "://" + host;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build(), path);
    }

    /** A look whether somebody answers. */
    public HttpResponse<String> head(String path) {
        return ask("HEAD", path);
    }

    /** A request without a body, of any method. */
    public HttpResponse<String> ask(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()).build(), path);
    }

    /** A form or script of a page of the same origin. */
    public HttpResponse<String> post(String path, String json) {
        return send(
                request(path)
                        .header("Origin", ORIGIN)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                path);
    }

    /** A form of one of our own pages, as browsers send it: those have {@code Referrer-Policy: no-referrer}. */
    public HttpResponse<String> postForm(String path, String form) {
        return send(
                request(path)
                        .header("Origin", "null")
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                path);
    }

    /** A form of somebody else's page, with something in it. */
    public HttpResponse<String> postFormFrom(String origin, String path, String form) {
        return send(
                request(path)
                        .header("Origin", origin)
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                path);
    }

    /** A page's script of the same origin that would show a refusal as a page. */
    public HttpResponse<String> postForPage(String path, String json) {
        var before = accept;
        try {
            return accepting("text/html, application/json;q=0.5").post(path, json);
        } finally {
            accept = before;
        }
    }

    /** A form of somebody else's page. */
    public HttpResponse<String> postFrom(String origin, String path) {
        return send(
                request(path)
                        .header("Origin", origin)
                        .POST(BodyPublishers.noBody())
                        .build(),
                path);
    }

    private HttpRequest.Builder request(String path) {
        var port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        var sent = cookies.entrySet().stream()
                .filter(cookie ->
                        path.split("\\?", 2)[0].startsWith(cookie.getKey().path()))
                .map(cookie -> cookie.getKey().name() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("User-Agent", userAgent)
                .header("Accept", accept)
                .header("Accept-Language", language)
                .header("X-Forwarded-Host", host)
                .header("X-Forwarded-Proto", scheme);
        if (!from.isEmpty()) {
            request.header("X-Forwarded-For", from);
        }
        return sent.isEmpty() ? request : request.header("Cookie", sent);
    }

    private HttpResponse<String> send(HttpRequest request, String path) {
        try {
            var response = CLIENT.send(request, BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        var parts = Arrays.stream(setCookie.split(";", -1)).map(String::strip).toList();
        var pair = parts.getFirst().split("=", 2);
        var path = parts.stream()
                .filter(part -> part.startsWith("Path="))
                .findFirst()
                .orElseThrow()
                .substring(5);
        if (parts.contains("Max-Age=0")) {
            cookies.remove(new Key(pair[0], path));
        } else {
            cookies.put(new Key(pair[0], path), pair[1]);
        }
    }

    /** Everything this browser keeps, to be put into another. */
    public Map<?, String> cookies() {
        return Map.copyOf(cookies);
    }

    public Optional<String> cookie(String name) {
        return cookies.entrySet().stream()
                .filter(cookie -> cookie.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    public void forget(String name) {
        cookies.keySet().removeIf(key -> key.name().equals(name));
    }

    /** Puts a cookie there, as a thief or a time machine would. */
    public void plant(String name, String path, String value) {
        cookies.put(new Key(name, path), value);
    }

    public static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    /** A query parameter of an address. */
    public static String parameter(String address, String name) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&", -1))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /** The value of an attribute in a page. */
    public static String attribute(HttpResponse<String> page, String name) {
        var mark = name + "=\"";
        var start = page.body().indexOf(mark) + mark.length();
        return page.body().substring(start, page.body().indexOf('"', start)).replace("&amp;", "&");
    }

    /** The problem a page or a JSON answer names. */
    public static String problem(HttpResponse<String> response) {
        var body = response.body();
        for (var mark : new String[] {"name=\"jit-problem\" content=\"", "urn:jit:problem:"}) {
            var start = body.indexOf(mark);
            if (start >= 0) {
                return body.substring(start + mark.length()).split("\"", 2)[0];
            }
        }
        return "";
    }
}
