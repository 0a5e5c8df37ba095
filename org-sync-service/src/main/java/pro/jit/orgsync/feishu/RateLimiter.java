package pro.jit.orgsync.feishu;

import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps below Feishu's limits of one app's calls to one API.
 *
 * <p>A bucket lets through its capacity at once and its refill on top, so the two together, not the capacity, must stay within the limit of any
 * one window: a fiftieth of it is capacity, the rest refill.
 *
 * <p>Holds one bucket per (platform, app, API) ever called: some tens of bytes each, a handful per organization, until the next start.
 */
@ApplicationScoped
class RateLimiter {
    private final int perSecond;
    private final int perMinute;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimiter(FeishuClientConfig config) {
        this.perSecond = config.requestsPerSecond();
        this.perMinute = config.requestsPerMinute();
    }

    /** Waits until a call of {@code app} to {@code api} is allowed. */
    void await(FeishuApp app, String api) throws InterruptedException {
        buckets.computeIfAbsent(app.platform().id() + "/" + app.appId() + "/" + api, key -> bucket())
                .asBlocking()
                .consume(1);
    }

    private Bucket bucket() {
        var atOnceOfSecond = Math.max(1, perSecond / 2);
        var atOnceOfMinute = Math.max(1, perMinute / 50);
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnceOfSecond)
                        .refillGreedy(Math.max(1, perSecond - atOnceOfSecond), Duration.ofSeconds(1)))
                .addLimit(limit -> limit.capacity(atOnceOfMinute)
                        .refillGreedy(Math.max(1, perMinute - atOnceOfMinute), Duration.ofMinutes(1)))
                .build();
    }
}
