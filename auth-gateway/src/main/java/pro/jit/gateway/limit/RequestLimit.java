package pro.jit.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/**
 * So many requests a minute of each key, refilled evenly.
 *
 * <p>Buckets are kept by key, at most 100 000, for 2 minutes after their last use, when they are full again anyway. With more keys than that
 * at once, those used least are forgotten: memory has a bound, and a key in steady use keeps its bucket.
 */
public final class RequestLimit {
    static final int MOST_KEYS = 100_000;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final int perMinute;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .build();

    private RequestLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    public static RequestLimit perMinute(int requests) {
        return new RequestLimit(requests);
    }

    /** Counts a request. Present when it is one too many: how long to wait. */
    public Optional<Duration> exceeded(String key) {
        var probe = buckets.get(key, unused -> newBucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .build();
    }

    /** How many keys are remembered. */
    long keys() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
