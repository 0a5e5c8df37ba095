package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends one request and reads the whole of one answer: within the time, below the size, never following a redirect. */
@ApplicationScoped
class FeishuTransport {
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private final FeishuClientConfig config;

    FeishuTransport(FeishuClientConfig config) {
        this.config = config;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    FeishuAnswer get(URI address, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    FeishuAnswer post(URI address, JsonNode body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    /** The same with the one header by which Feishu's own clients ask for a long connection. */
    FeishuAnswer postInChinese(URI address, JsonNode body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address)
                .header("locale", "zh")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    FeishuAnswer post(URI address, String token, JsonNode body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    private FeishuAnswer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        // HttpRequest.timeout ends with the headers; a body that drips is bounded here.
        var pending = http.sendAsync(request.build(), head -> new LimitedBody(config.largestAnswerBytes()));
        try {
            return answer(pending.get(config.answerTimeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("No whole answer within " + config.answerTimeout(), e);
        } catch (ExecutionException e) {
            throw new IOException("The request failed: " + e.getCause(), e);
        } finally {
            pending.cancel(true);
        }
    }

    private FeishuAnswer answer(HttpResponse<byte[]> response) {
        var logId = response.headers()
                .firstValue("X-Tt-Logid")
                .filter(id -> id.matches("[A-Za-z0-9._-]{1,100}"))
                .orElse(null);
        var reset = response.headers()
                .firstValue("x-ogw-ratelimit-reset")
                .filter(seconds -> seconds.matches("\\d{1,6}(\\.\\d{1,9})?"))
                .map(seconds -> Duration.ofMillis((long) Math.ceil(Double.parseDouble(seconds) * 1000)))
                .orElse(null);
        return new FeishuAnswer(response.statusCode(), object(response.body()), logId, reset);
    }

    private @Nullable JsonNode object(byte[] body) {
        try {
            var read = json.readTree(new String(body, StandardCharsets.UTF_8));
            return read != null && read.isObject() ? read : null;
        } catch (IOException e) {
            return null;
        }
    }
}
