package pro.jit.sandbox.event;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;

/** Posts JSON to a request URL and waits for the answer as long as Feishu does. Follows no redirect. */
final class Poster {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int MOST_READ = 65_536;
    private static final int MOST_CONNECTIONS = 64;

    private final Vertx vertx;
    private final HttpClient client;

    Poster(Vertx vertx) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setMaxPoolSize(MOST_CONNECTIONS));
    }

    /** What came back; of a long body only the beginning. */
    record Answer(int status, String body) {}

    /** Fails, with a message for people, when there is no whole answer within {@code patience}. */
    Future<Answer> post(String url, String body, Map<String, String> headers, Duration patience) {
        var answer = Promise.<Answer>promise();
        var timer = vertx.setTimer(
                patience.toMillis(), passed -> answer.tryFail("no answer within " + patience.toSeconds() + " s"));
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .putHeader("Content-Type", "application/json;charset=utf-8");
        headers.forEach(options::putHeader);
        Future.succeededFuture(options)
                .compose(wanted -> client.request(wanted.setAbsoluteURI(url)))
                .compose(request -> {
                    answer.future().onFailure(tooLate -> request.reset());
                    return request.send(Buffer.buffer(body));
                })
                .compose(Poster::read)
                .onSuccess(answer::tryComplete)
                .onFailure(e -> answer.tryFail(String.valueOf(e.getMessage())));
        return answer.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static Future<Answer> read(HttpClientResponse response) {
        var read = Buffer.buffer();
        response.handler(part -> {
            if (read.length() < MOST_READ) {
                read.appendBuffer(part);
            }
        });
        return response.end().map(end -> new Answer(response.statusCode(), read.toString()));
    }
}
