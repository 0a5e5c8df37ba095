package pro.jit.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** How often one client may ask this replica for a token. */
@Singleton
class TokenRequestLimit {
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final boolean enabled;
    private final int perMinute;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(PERIOD).build();

    TokenRequestLimit(TokenLimitsConfig config) {
        this.enabled = config.enabled();
        this.perMinute = config.tokenRequestsPerMinute();
    }

    /** Counts a request. Present when it is one too many: how long to wait. */
    Optional<Duration> exceeded(String clientId) {
        if (!enabled) {
            return Optional.empty();
        }
        var probe = buckets.get(clientId, id -> newBucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .build();
    }
}
