package pro.jit.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
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
            return Map.of(
                    "jit.limits.enabled", "true",
                    "jit.limits.callbacks-per-minute", "3",
                    "jit.limits.login-starts-per-minute", "4",
                    "jit.limits.logins-per-minute", "5",
                    "jit.limits.access-requests-per-minute", "2");
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

    /** The status of a visit from this address, as a proxy of ours says it. */
    private static int visit(String path, String forwardedFor) {
        return given().redirects()
                .follow(false)
                .header("X-Forwarded-For", forwardedFor)
                .header("X-Forwarded-Host", "localhost:8080")
                .header("User-Agent", Visitor.FEISHU)
                .get(path)
                .statusCode();
    }

    private static TestApplication application() {
        var neighbours = Neighbours.fresh();
        var application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        return application;
    }

    @Test
    void startsAreCountedByTheAddressTheProxySaysAndAnIpv6NetworkIsOne() {
        var login = application().login();
        for (var tries = 0; tries < 4; tries++) {
            assertThat(visit(login, "2001:db8:7::" + tries)).isEqualTo(303);
        }

        assertThat(visit(login, "2001:db8:7::ffff")).isEqualTo(429);
        assertThat(visit(login, "2001:db8:8::1")).isEqualTo(303);
        assertThat(visit(login, "203.0.113.77")).isEqualTo(303);
    }

    @Test
    void whatAVisitorWritesBeforeTheProxysOwnWordDoesNotCount() {
        var login = application().login();
        for (var tries = 0; tries < 4; tries++) {
            assertThat(visit(login, "198.51.100." + tries + ", 203.0.113.88")).isEqualTo(303);
        }

        assertThat(visit(login, "198.51.100.200, 203.0.113.88")).isEqualTo(429);
    }

    @Test
    void anApplicationsLoginsAreCountedWhateverTheAddress() {
        var application = application();
        for (var tries = 0; tries < 5; tries++) {
            assertThat(visit(application.login() + "?code=c&state=s", "203.0.114." + tries))
                    .isEqualTo(400);
        }

        assertThat(visit(application.login() + "?code=c&state=s", "203.0.114.99"))
                .isEqualTo(429);
        assertThat(visit(application().login() + "?code=c&state=s", "203.0.114.98"))
                .isEqualTo(400);
    }

    @Test
    void whoAsksForAccessTooOftenIsAskedToWaitAndLosesNothing() {
        var neighbours = Neighbours.fresh();
        var application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.denied("not-authorized");
        // Another address than the other tests', of which this one's starts and callbacks are counted too.
        var visitor = Visitor.with(Visitor.FEISHU).at("203.0.115.1");
        var state = parameter(location(visitor.get(application.login())), "state");
        visitor.get(application.login() + "?code=c&state=" + state);
        var path = application.path() + "/access-requests";
        for (var tries = 0; tries < 2; tries++) {
            assertThat(problem(visitor.postForm(path, "reason=please"))).isEqualTo("permission-unavailable");
        }

        var told = visitor.postForm(path, "reason=please");

        assertThat(told.statusCode()).isEqualTo(429);
        assertThat(problem(told)).isEqualTo("too-many-requests");
        assertThat(told.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(told.body()).contains(">please</textarea>");
    }
}
