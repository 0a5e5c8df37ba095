package pro.jit.orgsync.feishu;

import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Token buckets that all replicas draw from, kept in the database and changed by compare and swap. */
@Singleton
class SharedBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {
    /** A bucket of Feishu's limits is full again after a minute. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final Clock clock;

    SharedBuckets(Jdbi jdbi, Clock clock) {
        super(ClientSideConfig.getDefault());
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "1m")
    void forgetUnused() {
        jdbi.useHandle(handle -> handle.createUpdate("delete from rate_limit_bucket where used_at < :before")
                .bind("before", clock.instant().minus(KEPT))
                .execute());
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String bucket) {
        return new CompareAndSwapOperation() {
            @Override
            public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
                return jdbi.withHandle(
                        handle -> handle.createQuery("select state from rate_limit_bucket where bucket = :bucket")
                                .bind("bucket", bucket)
                                .mapTo(byte[].class)
                                .findOne());
            }

            @Override
            public boolean compareAndSwap(
                    byte @Nullable [] before, byte[] after, RemoteBucketState state, Optional<Long> timeoutNanos) {
                var sql = before == null
                        ? "insert into rate_limit_bucket (bucket, state, used_at) values (:bucket, :after, :now) on conflict do nothing"
                        : "update rate_limit_bucket set state = :after, used_at = :now where bucket = :bucket and state = :before";
                return jdbi.withHandle(handle -> {
                            var change = handle.createUpdate(sql)
                                    .bind("bucket", bucket)
                                    .bind("after", after)
                                    .bind("now", clock.instant());
                            return before == null
                                    ? change.execute()
                                    : change.bind("before", before).execute();
                        })
                        > 0;
            }
        };
    }

    @Override
    public void removeProxy(String bucket) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from rate_limit_bucket where bucket = :bucket")
                .bind("bucket", bucket)
                .execute());
    }

    @Override
    public boolean isAsyncModeSupported() {
        return false;
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String bucket) {
        throw new UnsupportedOperationException("Only used by blocking threads");
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String bucket) {
        throw new UnsupportedOperationException("Only used by blocking threads");
    }
}
