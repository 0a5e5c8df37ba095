package pro.jit.permission.directory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Locks;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

/** A directory that falls behind says so, and one that has caught up no longer does. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DirectoryLagIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventLog log;

    @Inject
    Permission permission;

    @Inject
    Locks locks;

    @Inject
    TestClock clock;

    @Inject
    Jdbi jdbi;

    @Test
    void whileEventsCannotBeAppliedTheLagGrowsAndNoReplicaIsReadyInTheEnd() {
        var company = new Company("lagging");
        log.send(company.organization("active"), company.member("li", "active"));
        permission.awaitReason(company, "li", "not-authorized");
        awaitReadiness(200);

        jdbi.useTransaction(handle -> {
            locks.holdTurn(handle, company);
            log.send(company.member("li", "frozen"));
            await().atMost(PATIENCE).until(() -> metric("jit_directory_lag_records{topic=\"jit.org.members\"}") >= 1);
            assertThat(readiness()).as("a moment is no harm").isEqualTo(200);

            clock.advance(Duration.ofSeconds(31));
            awaitLook();
            assertThat(metric("jit_directory_lag_seconds{topic=\"jit.org.members\"}"))
                    .isGreaterThan(30);
            clock.advance(Duration.ofSeconds(31));
            awaitReadiness(503);
            assertThat(given().get("/q/health/ready").asString()).contains("\"state\": \"behind\"");
            var directory = permission.as("permissions:read").get("/api/permission/directory");
            assertThat(directory.<String>path("state")).isEqualTo("behind");
            assertThat(directory.<Integer>path("topics.find { it.topic == 'jit.org.members' }.lag_records"))
                    .isPositive();
        });

        awaitReadiness(200);
        permission.awaitReason(company, "li", "member-inactive");
        await().atMost(PATIENCE).until(() -> metric("jit_directory_lag_records{topic=\"jit.org.members\"}") == 0);
        assertThat(metric("jit_directory_lag_seconds{topic=\"jit.org.members\"}"))
                .isZero();
        assertThat(metric("jit_directory_unseen_seconds")).isLessThan(3_600);
    }

    @Test
    void anEventThatWasMissedIsCountedAndTheNextOneApplied() {
        var company = new Company("gaps");
        log.send(company.organization("active"), company.member("li", "active"));
        permission.awaitReason(company, "li", "not-authorized");
        awaitCaughtUp();
        var before = metric("jit_directory_gaps_total{kind=\"missed\"}");

        company.member("li", "active", "nobody-hears-of-this");
        log.send(company.member("li", "frozen"));
        permission.awaitReason(company, "li", "member-inactive");

        await().atMost(PATIENCE).until(() -> metric("jit_directory_gaps_total{kind=\"missed\"}") == before + 1);
    }

    /** Until the reader has noted that nothing waits, so that what follows is live. */
    private void awaitCaughtUp() {
        var from = Instant.now();
        await().atMost(PATIENCE)
                .until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                        "select count(*) from directory_position where as_of > :from and topic = 'jit.org.members'")
                                .bind("from", from.atOffset(java.time.ZoneOffset.UTC))
                                .mapTo(Integer.class)
                                .one())
                        == 2);
    }

    private void awaitLook() {
        var from = clock.instant();
        await().atMost(PATIENCE).until(() -> Instant.parse(permission
                        .as("permissions:read")
                        .get("/api/permission/directory")
                        .path("seen_at"))
                .isAfter(from));
    }

    private static void awaitReadiness(int status) {
        await().atMost(PATIENCE).until(() -> readiness() == status);
    }

    private static int readiness() {
        return given().get("/q/health/ready").statusCode();
    }

    private static double metric(String name) {
        var line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$")
                .matcher(given().get("/q/metrics").asString());
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
