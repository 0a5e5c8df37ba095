package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads from the Open API: below the rate limit, waiting when throttled for as long as Feishu says, again after a failure that may pass, and once
 * more with a new token when the old one is refused. Blocks its thread; interrupting it ends the call. Each is told as {@code jit_feishu_calls}.
 */
@ApplicationScoped
class FeishuCalls {
    private final FeishuTransport transport;
    private final FeishuAddresses addresses;
    private final TenantAccessTokens tokens;
    private final RateLimiter limiter;
    private final FeishuClientConfig config;
    private final MeterRegistry meters;

    FeishuCalls(
            FeishuTransport transport,
            FeishuAddresses addresses,
            TenantAccessTokens tokens,
            RateLimiter limiter,
            FeishuClientConfig config,
            MeterRegistry meters) {
        this.meters = meters;
        this.transport = transport;
        this.addresses = addresses;
        this.tokens = tokens;
        this.limiter = limiter;
        this.config = config;
    }

    /**
     * The {@code data} of what {@code pathAndQuery} answers.
     *
     * @param api names the API for its rate limit
     */
    JsonNode get(FeishuApp app, String api, String pathAndQuery, CallMeter meter) {
        return call(app, api, token -> transport.get(addresses.of(app.platform(), pathAndQuery), token), meter);
    }

    /** The same for a question that is put in a body. It must change nothing at Feishu, since it may be asked again. */
    JsonNode post(FeishuApp app, String api, String pathAndQuery, JsonNode body, CallMeter meter) {
        return call(app, api, token -> transport.post(addresses.of(app.platform(), pathAndQuery), token, body), meter);
    }

    private interface Request {
        FeishuAnswer send(String token) throws IOException, InterruptedException;
    }

    private JsonNode call(FeishuApp app, String api, Request request, CallMeter meter) {
        try {
            return read(app, api, request, meter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeishuUnavailable("Interrupted while reading " + api, e);
        }
    }

    private JsonNode read(FeishuApp app, String api, Request request, CallMeter meter) throws InterruptedException {
        var failures = 0;
        var throttles = 0;
        var renewed = false;
        while (true) {
            var token = tokens.of(app);
            if (limiter.await(app, api)) {
                meter.heldBack();
            }
            meter.sent();
            FeishuAnswer answer;
            try {
                answer = sent(api, request, token);
            } catch (IOException e) {
                if (++failures >= config.attempts()) {
                    throw new FeishuUnavailable("No answer from " + api, e);
                }
                meter.extra("repeated", 1);
                pause(backoff(failures));
                continue;
            }
            if (answer.throttled()) {
                meter.throttled();
                var wait = answer.throttledFor() == null ? backoff(throttles + 2) : answer.throttledFor();
                if (++throttles >= config.throttledAttempts() || wait.compareTo(config.longestThrottle()) > 0) {
                    throw new FeishuUnavailable("Throttled too long by " + api);
                }
                limiter.pause(
                        app, api, wait.plusMillis(ThreadLocalRandom.current().nextLong(50)));
                continue;
            }
            if (answer.worthAnotherTry()) {
                if (++failures >= config.attempts()) {
                    throw new FeishuUnavailable("HTTP " + answer.status() + " from " + api);
                }
                meter.extra("repeated", 1);
                pause(backoff(failures));
                continue;
            }
            var code = answer.code();
            if (code == null) {
                throw new FeishuUnavailable("HTTP " + answer.status() + " without a code from " + api);
            }
            if (FeishuErrors.of(code) == FeishuErrors.TOKEN_INVALID && !renewed) {
                renewed = true;
                meter.extra("token_renewed", 1);
                tokens.forget(app, token);
                continue;
            }
            if (code != 0) {
                throw answer.refused(code);
            }
            var data = answer.body() == null ? null : answer.body().path("data");
            if (data == null || !data.isObject()) {
                throw new FeishuUnavailable("No data in the answer of " + api);
            }
            return data;
        }
    }

    private FeishuAnswer sent(String api, Request request, String token) throws IOException, InterruptedException {
        var begun = Timer.start(meters);
        var outcome = "failed";
        try {
            var answer = request.send(token);
            var code = answer.code();
            outcome = answer.throttled() ? "throttled" : code != null && code == 0 ? "succeeded" : "refused";
            return answer;
        } finally {
            begun.stop(meters.timer("jit_feishu_calls", "api", api, "outcome", outcome));
        }
    }

    private Duration backoff(int failures) {
        return config.backoff().multipliedBy(1L << Math.min(failures - 1, 6));
    }

    /** Waits, and a little longer, lest everybody comes back at once. */
    private static void pause(Duration wait) throws InterruptedException {
        Thread.sleep(wait.toMillis() + ThreadLocalRandom.current().nextLong(50));
    }
}
