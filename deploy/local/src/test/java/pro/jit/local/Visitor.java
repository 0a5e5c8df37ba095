package pro.jit.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Somebody in the Feishu client, without a browser's window: many of them fit on one machine. */
final class Visitor {
    /** The client of the JDK follows five, which is fewer than a sign-in takes. */
    private static final int MOST_REDIRECTS = 20;

    private final HttpClient client;
    private final URI session;
    private final URI login;

    /**
     * Not signed in yet.
     *
     * @param address the application's address
     * @param person as the sandbox's company calls them
     */
    Visitor(String address, String person) {
        session = URI.create(address + "/session");
        login = URI.create(address + "/login");
        var cookies = new Cookies();
        cookies.keep("feishu_sandbox_person=" + person + "; Path=/");
        cookies.keep("feishu_sandbox_decision=approve; Path=/");
        client = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /** Opens the tile and follows where it leads; answers the page at the end. */
    HttpResponse<String> tapTile() throws IOException, InterruptedException {
        var answer = get(login);
        for (var redirects = 0; answer.statusCode() / 100 == 3 && redirects < MOST_REDIRECTS; redirects++) {
            answer = get(
                    answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow()));
        }
        return answer;
    }

    /** Taps the tile until they are in: on a busy machine a decision may take longer than a sign-in waits for it. */
    void signIn() throws InterruptedException {
        TestStack.eventually("The sign-in", () -> answered(this::tapTile).statusCode() == 200 && answered(this::isIn));
    }

    void awaitEnd() throws InterruptedException {
        TestStack.eventually("The end of the session", () -> !answered(this::isIn));
    }

    private interface Question<A> {
        A ask() throws IOException, InterruptedException;
    }

    private static <A> A answered(Question<A> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether the gateway knows them as signed in now. */
    boolean isIn() throws IOException, InterruptedException {
        return get(session).statusCode() == 200;
    }

    /** Whether the replica at this origin knows them so. */
    boolean isInAt(String origin) throws IOException, InterruptedException {
        return get(URI.create(origin).resolve(session.getPath())).statusCode() == 200;
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(30))
                .header(
                        "User-Agent",
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Lark/7.20.5")
                .header("Accept", "text/html,application/json")
                .header("Accept-Language", "en")
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A browser's cookies of one host, all of whose ports share them. The JDK's own sends those with a Max-Age as RFC 2965 had it. */
    private static final class Cookies extends CookieHandler {
        private final Map<String, Cookie> kept = new ConcurrentHashMap<>();

        private record Cookie(String pair, String path) {}

        void keep(String setCookie) {
            var cookie = HttpCookie.parse(setCookie).getFirst();
            var key = cookie.getName() + " " + cookie.getPath();
            if (cookie.getMaxAge() == 0) {
                kept.remove(key);
            } else {
                kept.put(key, new Cookie(cookie.getName() + "=" + cookie.getValue(), cookie.getPath()));
            }
        }

        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            var sent = kept.values().stream()
                    .filter(cookie -> uri.getPath().startsWith(cookie.path()))
                    .map(Cookie::pair)
                    .toList();
            return sent.isEmpty() ? Map.of() : Map.of("Cookie", List.of(String.join("; ", sent)));
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) {
            headers.getOrDefault("set-cookie", List.of()).forEach(this::keep);
        }
    }
}
