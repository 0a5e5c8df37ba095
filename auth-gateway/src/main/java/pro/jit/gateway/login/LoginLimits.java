package pro.jit.gateway.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/**
 * Keeps one address, and one application, from using up Feishu's patience. Counted per replica.
 *
 * <p>Buckets are kept by address or application, at most 100 000 of each, for 2 minutes after their last use, when they are full again anyway.
 */
@ApplicationScoped
class LoginLimits {
    private final LimitsConfig config;
    private final Cache<String, Bucket> starts = buckets();
    private final Cache<String, Bucket> callbacks = buckets();
    private final Cache<String, Bucket> logins = buckets();

    LoginLimits(LimitsConfig config) {
        this.config = config;
    }

    void start(String address) {
        take(starts, address, config.loginStartsPerMinute());
    }

    void callback(String address, Application application) {
        take(callbacks, address, config.callbacksPerMinute());
        take(logins, application.audience(), config.loginsPerMinute());
    }

    private void take(Cache<String, Bucket> buckets, String key, int perMinute) {
        if (!config.enabled()) {
            return;
        }
        var bucket = buckets.get(key, unused -> Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ProblemException(Occurrence.of(Problem.TOO_MANY_REQUESTS)
                    .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill())));
        }
    }

    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(Duration.ofMinutes(2))
                .build();
    }
}
