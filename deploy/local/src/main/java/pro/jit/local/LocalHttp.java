package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP to the parts of this stack. */
final class LocalHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** A status and the JSON that came with it ({@code null} node when there was none). */
    record Answer(int status, JsonNode body, Optional<String> location) {
        boolean ok() {
            return status / 100 == 2;
        }

        /** The body, or a failure that says what was attempted and what came back. */
        JsonNode orFail(String attempt) {
            if (!ok()) {
                throw new CommandFailure(attempt + " failed with HTTP " + status + ": " + body);
            }
            return body;
        }
    }

    /** Whether a GET answers 200, quietly. */
    boolean ready(String url) {
        try {
            return get(url, null).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    Answer get(String url, @Nullable String bearer) {
        return send("GET", url, null, bearer == null ? Map.of() : Map.of("Authorization", "Bearer " + bearer));
    }

    Answer send(String method, String url, @Nullable JsonNode body, @Nullable String bearer) {
        return send(
                method,
                url,
                body == null ? null : body.toString(),
                bearer == null
                        ? Map.of("Content-Type", "application/json")
                        : Map.of("Content-Type", "application/json", "Authorization", "Bearer " + bearer));
    }

    /** A service token for a client of this stack (RFC 6749 §4.4), with every scope the client has. */
    String token(String gateway, String clientId, String secret) {
        var basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var form = Map.of("grant_type", "client_credentials").entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = send(
                "POST",
                gateway + "/oauth2/token",
                form,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization", "Basic " + basic));
        return answer.orFail("Asking the gateway for a token")
                .path("access_token")
                .asText();
    }

    private Answer send(String method, String url, @Nullable String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var type = response.headers().firstValue("Content-Type").orElse("");
            var json = type.contains("json") && !response.body().isBlank()
                    ? StackDirectory.JSON.readTree(response.body())
                    : StackDirectory.JSON.nullNode();
            return new Answer(response.statusCode(), json, response.headers().firstValue("Location"));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted", e);
        }
    }
}
