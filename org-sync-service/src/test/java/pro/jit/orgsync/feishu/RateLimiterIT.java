package pro.jit.orgsync.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.RealServers;

/** Replicas share what Feishu allows one app. Each limiter here stands for one replica: they have nothing in common but the database. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RateLimiterIT {
    private final FeishuApp app = new FeishuApp(Platform.FEISHU, "cli_" + UUID.randomUUID(), "secret");

    @Inject
    Jdbi jdbi;

    @Test
    void replicasTogetherStayBelowTheLimit() throws Exception {
        var one = limiter();
        var other = limiter();

        var took = time(() -> {
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var calls = new ArrayList<Future<Boolean>>();
                for (int call = 0; call < 20; call++) {
                    var replica = call % 2 == 0 ? one : other;
                    calls.add(callers.submit(() -> replica.await(app, "users")));
                }
                for (var call : calls) {
                    call.get();
                }
            }
        });

        // Five at once and five a second: fifteen more take three seconds. Apart, each would have let ten through in
        // one.
        assertThat(took).isGreaterThan(Duration.ofMillis(2800));
    }

    @Test
    void anotherApiHasALimitOfItsOwn() throws Exception {
        var limiter = limiter();
        for (int call = 0; call < 20; call++) {
            limiter.await(app, "users");
        }

        assertThat(limiter.await(app, "departments")).isFalse();
    }

    @Test
    void whenFeishuThrottlesOneCallTheOthersToThatApiWaitToo() throws Exception {
        var limiter = limiter();
        limiter.pause(app, "users", Duration.ofSeconds(1));

        assertThat(limiter.await(app, "departments")).isFalse();
        assertThat(time(() -> assertThat(limiter.await(app, "users")).isTrue())).isGreaterThan(Duration.ofMillis(500));
    }

    private RateLimiter limiter() {
        return new RateLimiter(10, 600, new SharedBuckets(jdbi, Clock.systemUTC()), Clock.systemUTC());
    }

    private interface Doing {
        void run() throws InterruptedException, ExecutionException;
    }

    private static Duration time(Doing doing) throws InterruptedException, ExecutionException {
        var start = Instant.now();
        doing.run();
        return Duration.between(start, Instant.now());
    }
}
