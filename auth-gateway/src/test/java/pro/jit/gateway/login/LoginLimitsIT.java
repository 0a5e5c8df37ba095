package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
@TestProfile(LoginLimitsIT.WithLimits.class)
class LoginLimitsIT {
    /** Limits on, and small. */
    public static class WithLimits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("jit.limits.enabled", "true", "jit.limits.callbacks-per-minute", "3");
        }
    }

    @Test
    void anAddressThatTriesTooOftenIsAskedToWait() {
        var neighbours = Neighbours.fresh();
        var application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        var visitor = Visitor.with(Visitor.FEISHU);
        for (var tries = 0; tries < 3; tries++) {
            assertThat(problem(visitor.get(application.login() + "?code=c&state=s")))
                    .isEqualTo("login-expired");
        }

        var told = visitor.get(application.login() + "?code=c&state=s");

        assertThat(told.statusCode()).isEqualTo(429);
        assertThat(problem(told)).isEqualTo("too-many-requests");
        assertThat(told.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
    }
}
