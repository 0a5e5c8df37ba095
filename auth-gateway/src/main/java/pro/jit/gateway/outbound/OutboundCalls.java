package pro.jit.gateway.outbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends a request once: no redirect followed, nothing retried, the whole answer within a deadline and 512 KiB. */
@Singleton
public class OutboundCalls {
    private static final int LARGEST_BODY = 512 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final MeterRegistry meters;

    OutboundCalls(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * The answer, whatever its status. How long it took is told as {@code jit_outbound_calls}, by host and outcome.
     *
     * @param deadline for all of it, connecting and body included
     */
    public Answer send(HttpRequest request, Duration deadline) throws OutboundFailed {
        var begun = Timer.start(meters);
        var outcome = "failed";
        try {
            var answer = answer(request, deadline);
            outcome = answer.status() / 100 + "xx";
            return answer;
        } finally {
            var host = request.uri().getHost();
            begun.stop(meters.timer("jit_outbound_calls", "host", host == null ? "" : host, "outcome", outcome));
        }
    }

    private Answer answer(HttpRequest request, Duration deadline) throws OutboundFailed {
        var call = client.sendAsync(request, response -> new LimitedBody(LARGEST_BODY));
        try {
            HttpResponse<byte[]> response = call.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(
                    response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new OutboundFailed(isUnconnected(cause), cause);
        } catch (TimeoutException | CancellationException e) {
            throw new OutboundFailed(false, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutboundFailed(false, e);
        } finally {
            call.cancel(true);
        }
    }

    private static boolean isUnconnected(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof UnresolvedAddressException
                || (cause instanceof IOException && cause.getCause() instanceof ConnectException);
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
