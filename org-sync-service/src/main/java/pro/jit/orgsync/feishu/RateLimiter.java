package pro.jit.orgsync.feishu;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps all replicas together below Feishu's limits of one app's calls to one API. When Feishu throttles nonetheless, because somebody else calls by
 * the same app, this replica's other calls to that API wait too.
 *
 * <p>A bucket lets through its capacity at once and its refill on top, so the two together, not the capacity, must stay within the limit of any
 * one window: a fiftieth of it is capacity, the rest refill.
 *
 * <p>Holds some tens of bytes per (platform, app, API) ever called, a handful per organization, until the next start.
 */
@ApplicationScoped
class RateLimiter {
    private final int perSecond;
    private final int perMinute;
    private final SharedBuckets shared;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Map<String, Instant> pauses = new ConcurrentHashMap<>();

    @Inject
    RateLimiter(FeishuClientConfig config, SharedBuckets shared, Clock clock) {
        this(config.requestsPerSecond(), config.requestsPerMinute(), shared, clock);
    }

    RateLimiter(int perSecond, int perMinute, SharedBuckets shared, Clock clock) {
        this.perSecond = perSecond;
        this.perMinute = perMinute;
        this.shared = shared;
        this.clock = clock;
    }

    /**
     * Waits until a call of {@code app} to {@code api} is allowed.
     *
     * @return whether it had to wait
     */
    boolean await(FeishuApp app, String api) throws InterruptedException {
        var key = key(app, api);
        var paused = awaitPause(key);
        var wait = Duration.ofNanos(buckets.computeIfAbsent(key, this::bucket).consumeIgnoringRateLimits(1));
        Thread.sleep(wait);
        return awaitPause(key) || paused || wait.isPositive();
    }

    /** Lets nobody here call {@code api} for so long, since Feishu said so. */
    void pause(FeishuApp app, String api, Duration wait) {
        pauses.merge(key(app, api), clock.instant().plus(wait), (before, now) -> before.isAfter(now) ? before : now);
    }

    private boolean awaitPause(String key) throws InterruptedException {
        var until = pauses.get(key);
        if (until == null) {
            return false;
        }
        Thread.sleep(Duration.between(clock.instant(), until));
        pauses.remove(key, until);
        return true;
    }

    /** With the limits in its name: replicas that are told different ones must not share a bucket. */
    private String key(FeishuApp app, String api) {
        return app.platform().id() + "/" + app.appId() + "/" + api + "/" + perSecond + "/" + perMinute;
    }

    private Bucket bucket(String key) {
        return shared.builder().withOptimization(Optimizations.batching()).build(key, this::limits);
    }

    private BucketConfiguration limits() {
        var atOnceOfSecond = Math.max(1, perSecond / 2);
        var atOnceOfMinute = Math.max(1, perMinute / 50);
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(atOnceOfSecond)
                        .refillGreedy(Math.max(1, perSecond - atOnceOfSecond), Duration.ofSeconds(1)))
                .addLimit(limit -> limit.capacity(atOnceOfMinute)
                        .refillGreedy(Math.max(1, perMinute - atOnceOfMinute), Duration.ofMinutes(1)))
                .build();
    }
}
