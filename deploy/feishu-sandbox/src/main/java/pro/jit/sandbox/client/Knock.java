package pro.jit.sandbox.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Knocks on an app's home page as the Feishu client would, and hears where it sends the client.
 *
 * <p>A page cannot change its browser's user agent, and that alone tells an app that it is inside Feishu. So the sandbox asks in the
 * client's name, follows the app's own redirects as long as they stay with the app, and hands the last answer and its cookies on. That works
 * only where sandbox and app have the same host name, since a browser takes cookies for no other.
 */
final class Knock {
    private static final int MOST_HOPS = 5;
    private static final int PATIENCE_MILLIS = 10_000;

    private final HttpClient http;

    /** Where to send the browser, and the cookies to give it. */
    record Heard(String location, List<String> cookies) {}

    Knock(Vertx vertx) {
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(PATIENCE_MILLIS));
    }

    Future<Heard> at(URI home, String userAgent, String languages) {
        return new Visit(home, userAgent, languages).hop(home, List.of(), MOST_HOPS);
    }

    private final class Visit {
        private final URI home;
        private final String userAgent;
        private final String languages;

        Visit(URI home, String userAgent, String languages) {
            this.home = home;
            this.userAgent = userAgent;
            this.languages = languages;
        }

        Future<Heard> hop(URI address, List<String> cookies, int hopsLeft) {
            var options = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setAbsoluteURI(address.toString())
                    .setTimeout(PATIENCE_MILLIS)
                    .putHeader("User-Agent", userAgent)
                    .putHeader("Accept", "text/html,application/xhtml+xml")
                    .putHeader("Accept-Language", languages)
                    .putHeader("Sec-Fetch-Mode", "navigate")
                    .putHeader("Sec-Fetch-Dest", "document");
            if (!cookies.isEmpty()) {
                options.putHeader("Cookie", cookies.stream().map(Knock::pair).collect(Collectors.joining("; ")));
            }
            return http.request(options).compose(HttpClientRequest::send).compose(response -> {
                var all = new ArrayList<>(cookies);
                all.addAll(response.cookies());
                return heard(address, response, all, hopsLeft);
            });
        }

        private Future<Heard> heard(URI address, HttpClientResponse response, List<String> cookies, int hopsLeft) {
            var location = response.getHeader("Location");
            if (response.statusCode() / 100 != 3 || location == null) {
                // The app answers with a page of its own; the browser must see it itself.
                return Future.succeededFuture(new Heard(address.toString(), cookies));
            }
            var next = address.resolve(location);
            if (hopsLeft > 0 && sameOrigin(next, home)) {
                return hop(next, cookies, hopsLeft - 1);
            }
            return Future.succeededFuture(new Heard(next.toString(), cookies));
        }
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getRawAuthority().equals(other.getRawAuthority());
    }

    private static String pair(String setCookie) {
        return setCookie.split(";", 2)[0];
    }
}
