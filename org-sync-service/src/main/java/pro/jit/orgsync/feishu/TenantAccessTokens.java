package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tokens by which we read as an app.
 *
 * <p>Holds one token per (app, secret) used since the start, in memory only, until three minutes before it expires or until Feishu refuses it.
 * Concurrent callers share one request. A new secret has its own entry, so nothing need be cleared.
 */
@ApplicationScoped
public class TenantAccessTokens {
    private static final String PATH = "/open-apis/auth/v3/tenant_access_token/internal";
    private static final Duration MARGIN = Duration.ofMinutes(3);

    private final FeishuTransport transport;
    private final FeishuAddresses addresses;
    private final FeishuClientConfig config;
    private final Clock clock;
    private final Map<FeishuApp, Slot> slots = new ConcurrentHashMap<>();

    TenantAccessTokens(FeishuTransport transport, FeishuAddresses addresses, FeishuClientConfig config, Clock clock) {
        this.transport = transport;
        this.addresses = addresses;
        this.config = config;
        this.clock = clock;
    }

    private record Token(String value, Instant renewAt) {
        @Override
        public String toString() {
            return "Token[until " + renewAt + "]";
        }
    }

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Token token;
    }

    /**
     * Asks Feishu whether these credentials are good. The answer is never taken from the cache.
     *
     * @throws FeishuRefused if they are not
     * @throws FeishuUnavailable if nobody can say
     */
    public void tryCredentials(FeishuApp app) {
        var slot = slots.computeIfAbsent(app, key -> new Slot());
        try {
            var token = request(app);
            slot.lock.lock();
            try {
                slot.token = token;
            } finally {
                slot.lock.unlock();
            }
        } catch (FeishuFailure e) {
            slots.remove(app);
            throw e;
        }
    }

    /** A token that is good for some minutes more. */
    String of(FeishuApp app) {
        var slot = slots.computeIfAbsent(app, key -> new Slot());
        slot.lock.lock();
        try {
            var token = slot.token;
            if (token == null || !clock.instant().isBefore(token.renewAt())) {
                token = request(app);
                slot.token = token;
            }
            return token.value();
        } finally {
            slot.lock.unlock();
        }
    }

    /** Takes {@code refused} out, unless another caller has already replaced it. */
    void forget(FeishuApp app, String refused) {
        var slot = slots.computeIfAbsent(app, key -> new Slot());
        slot.lock.lock();
        try {
            if (slot.token != null && slot.token.value().equals(refused)) {
                slot.token = null;
            }
        } finally {
            slot.lock.unlock();
        }
    }

    private Token request(FeishuApp app) {
        var body =
                JsonNodeFactory.instance.objectNode().put("app_id", app.appId()).put("app_secret", app.appSecret());
        try {
            for (var attempt = 1; ; attempt++) {
                try {
                    var answer = transport.post(addresses.of(app.platform(), PATH), body);
                    if (!answer.throttled() && !answer.worthAnotherTry()) {
                        return token(answer);
                    }
                    if (attempt >= config.attempts()) {
                        throw new FeishuUnavailable("HTTP " + answer.status() + " from the token endpoint");
                    }
                    Thread.sleep(wait(answer, attempt));
                } catch (IOException e) {
                    if (attempt >= config.attempts()) {
                        throw new FeishuUnavailable("No answer from the token endpoint", e);
                    }
                    Thread.sleep(config.backoff().toMillis() << (attempt - 1));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeishuUnavailable("Interrupted while asking for a token", e);
        }
    }

    private Duration wait(FeishuAnswer answer, int attempt) {
        var told = answer.throttledFor();
        if (told != null && told.compareTo(config.longestThrottle()) <= 0) {
            return told;
        }
        return config.backoff().multipliedBy(1L << (attempt - 1));
    }

    private Token token(FeishuAnswer answer) {
        var code = answer.code();
        if (code == null || answer.body() == null) {
            throw new FeishuUnavailable("HTTP " + answer.status() + " without a code from the token endpoint");
        }
        if (code != 0) {
            throw answer.refused(code);
        }
        var value = answer.body().path("tenant_access_token").asText("");
        var seconds = answer.body().path("expire").asLong(0);
        if (value.isEmpty() || !value.matches("[\\x21-\\x7e]{1,8192}")) {
            throw new FeishuUnavailable("No token in the answer of the token endpoint");
        }
        var life = Duration.ofSeconds(Math.clamp(seconds, 0, 7200));
        var margin = life.compareTo(MARGIN.multipliedBy(2)) > 0 ? MARGIN : life.dividedBy(2);
        return new Token(value, clock.instant().plus(life).minus(margin));
    }
}
