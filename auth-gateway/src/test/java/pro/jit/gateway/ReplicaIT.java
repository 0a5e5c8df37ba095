package pro.jit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas: what one of them ends, the other one refuses. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class ReplicaIT {
    @Test
    void aSessionOfOneReplicaIsGoodAtTheOtherUntilItEnds(@TempDir Path folder) throws Exception {
        try (var other = Replica.start(folder)) {
            var neighbours = Neighbours.fresh();
            var application = TestApplication.registered();
            neighbours.organizations(application.orgId(), application.appId(), "o1");
            neighbours.feishuConfirms();
            neighbours.granted("m1", "o1", "member");
            var visitor = Visitor.with(Visitor.FEISHU);
            var authorize = location(visitor.get(application.login()));
            visitor.get(application.login() + "?code=c-1&state=" + parameter(authorize, "state"));
            var token = visitor.cookie("jit_session").orElseThrow();

            var before = other.forwardAuth(application, token);
            assertThat(before.statusCode()).isEqualTo(200);
            assertThat(before.header("X-Jit-Member-Id")).isEqualTo("m1");

            assertThat(visitor.post(application.path() + "/logout", "").statusCode())
                    .isEqualTo(303);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> other.forwardAuth(application, token).statusCode() == 401);
        }
    }
}
