package pro.jit.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import pro.jit.gateway.client.ServiceClient;

/** How often one client may ask this replica for a token. */
@Singleton
class TokenRequestLimit {
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final boolean enabled;
    private final int perMinute;
    private final int perMinuteOfRelyingParty;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(PERIOD).build();

    TokenRequestLimit(TokenLimitsConfig config) {
        this.enabled = config.enabled();
        this.perMinute = config.tokenRequestsPerMinute();
        this.perMinuteOfRelyingParty = config.relyingPartyRequestsPerMinute();
    }

    /** Counts a request. Present when it is one too many: how long to wait. */
    Optional<Duration> exceeded(ServiceClient client) {
        if (!enabled) {
            return Optional.empty();
        }
        var probe = buckets.get(client.clientId(), id -> newBucket(client)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket newBucket(ServiceClient client) {
        var allowed = client.relyingParty() == null ? perMinute : perMinuteOfRelyingParty;
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(allowed).refillGreedy(allowed, PERIOD))
                .build();
    }
}
