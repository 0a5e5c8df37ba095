package pro.jit.local;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

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
        var cookies = new CookieManager();
        Map.of("feishu_sandbox_person", person, "feishu_sandbox_decision", "approve")
                .forEach((name, value) -> {
                    var cookie = new HttpCookie(name, value);
                    cookie.setPath("/");
                    cookie.setVersion(0);
                    cookies.getCookieStore().add(URI.create("http://" + login.getHost()), cookie);
                });
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

    /** Whether the gateway knows them as signed in now. */
    boolean isIn() throws IOException, InterruptedException {
        return get(session).statusCode() == 200;
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
}
